/** Reads a QR code with the camera. The picture stays in this page. */

import { Alert } from 'antd';
import { useEffect, useRef, useState } from 'react';

import { useT } from '../../words';

const WIDTH_MAX_PX = 640;

/** The camera's picture until a code is found. */
export function Scan({ found }: { found(text: string): void }) {
  const t = useT();
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState(false);
  const tell = useRef(found);
  tell.current = found;
  useEffect(() => {
    let stopped = false;
    let stream: MediaStream | null = null;
    const watch = async () => {
      const [{ default: read }, camera] = await Promise.all([
        import('jsqr'),
        navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }),
      ]);
      stream = camera;
      const picture = video.current;
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      if (stopped || picture === null || canvas === null) return camera.getTracks().forEach((track) => track.stop());
      picture.srcObject = camera;
      await picture.play();
      const look = () => {
        if (stopped) return;
        const scale = Math.min(1, WIDTH_MAX_PX / picture.videoWidth);
        const [width, height] = [Math.round(picture.videoWidth * scale), Math.round(picture.videoHeight * scale)];
        if (width > 0 && height > 0) {
          canvas.canvas.width = width;
          canvas.canvas.height = height;
          canvas.drawImage(picture, 0, 0, width, height);
          const code = read(canvas.getImageData(0, 0, width, height).data, width, height);
          if (code !== null && code.data !== '') return tell.current(code.data);
        }
        requestAnimationFrame(look);
      };
      look();
    };
    watch().catch(() => setRefused(true));
    return () => {
      stopped = true;
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);
  if (refused) return <Alert type="warning" showIcon title={t('enrol.scan_refused')} />;
  return (
    <>
      <video ref={video} muted playsInline aria-label={t('enrol.scan')} />
      <p className="quiet small">{t('enrol.scan_aim')}</p>
    </>
  );
}
