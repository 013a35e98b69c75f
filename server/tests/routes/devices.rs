use taizhang_model::DeviceId;
use taizhang_relay::log::{
    DAY_MS,
    conformance::county::{
        self, COUNTY, NOW_MS, OTHER, TOWNSHIP, VILLAGE, authority, device, invite, office, spare_device,
    },
};
use taizhang_wire::{ControlBody, Delegation, DeviceTips, DevicesSeen, Item, PublicKey};

use crate::served::{Served, case};

fn device_id(office: usize) -> DeviceId {
    PublicKey::of(&device(office)).device()
}

async fn devices(served: &Served, office: usize) -> Vec<DeviceId> {
    let answer = served.ask(office, "GET", "/v1/devices", b"").await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let devices = DevicesSeen::decode(&answer.body).unwrap().devices;
    for line in &devices {
        assert_eq!(line.seen_at_ms, Some(NOW_MS));
        assert_eq!(line.until_ms, Some(NOW_MS + 90 * DAY_MS));
    }
    devices.into_iter().map(|line| line.device).collect()
}

#[tokio::test]
async fn devices_are_told_of_to_those_above_and_to_nobody_else() {
    let served = Served::start().await;
    let sorted = |of: &[usize]| {
        let mut ids: Vec<_> = of.iter().map(|office| device_id(*office)).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(devices(&served, COUNTY).await, sorted(&[COUNTY, TOWNSHIP, VILLAGE, OTHER]));
    assert_eq!(devices(&served, TOWNSHIP).await, sorted(&[VILLAGE, OTHER]));
    let nothing = (404, "not_found".to_owned());
    assert_eq!(served.ask(VILLAGE, "GET", "/v1/devices", b"").await.code(), nothing);

    let doc = case(&served, 2).await;
    let path = |of: DeviceId| format!("/v1/devices/{of}/tips");
    for above in [COUNTY, TOWNSHIP] {
        let answer = served.ask(above, "GET", &path(device_id(VILLAGE)), b"").await;
        let page = DeviceTips::decode(&answer.body).unwrap();
        assert_eq!(page.tips.iter().map(|tip| (tip.doc, tip.seq)).collect::<Vec<_>>(), [(doc, 2)]);
        let after = format!("{}?after={doc}", path(device_id(VILLAGE)));
        let answer = served.ask(above, "GET", &after, b"").await;
        assert_eq!(DeviceTips::decode(&answer.body).unwrap(), DeviceTips::default());
    }
    let malformed = format!("{}?after=x", path(device_id(VILLAGE)));
    assert_eq!(served.ask(COUNTY, "GET", &malformed, b"").await.code(), (400, "malformed".into()));

    // Its own, an equal's, one above, one that there is not, and what is no device.
    let unknown = served.ask(VILLAGE, "GET", &path(DeviceId([9; 16])), b"").await;
    assert_eq!(unknown.code(), nothing);
    for of in [VILLAGE, OTHER, TOWNSHIP, COUNTY] {
        let answer = served.ask(VILLAGE, "GET", &path(device_id(of)), b"").await;
        assert_eq!((answer.code(), answer.body.len()), (nothing.clone(), unknown.body.len()));
    }
    assert_eq!(served.ask(COUNTY, "GET", "/v1/devices/x/tips", b"").await.code(), nothing);
    assert_eq!(served.ask(TOWNSHIP, "GET", &path(device_id(COUNTY)), b"").await.code(), nothing);
}

#[tokio::test]
async fn a_delegate_is_told_of_its_part_while_its_right_holds() {
    let served = Served::start().await;
    // A second device of the township, which is below none that it asks for.
    for record in [invite(TOWNSHIP, 1), county::claim(TOWNSHIP, 1)] {
        served.push(COUNTY, &[Item::Control(record)]).await;
    }
    let second = PublicKey::of(&spare_device(TOWNSHIP, 1)).device();
    let path = format!("/v1/devices/{second}/tips");
    assert_eq!(served.ask(OTHER, "GET", &path, b"").await.code().0, 404);
    assert_eq!(served.ask(TOWNSHIP, "GET", &path, b"").await.code().0, 404, "an equal");
    let right = Delegation {
        device: device_id(OTHER),
        office: office(TOWNSHIP),
        active: true,
        made_at_ms: 2,
        until_ms: NOW_MS,
        revision: 1,
    };
    served.push(COUNTY, &[Item::Control(ControlBody::Delegation(right).sign(&authority()))]).await;
    assert_eq!(served.ask(OTHER, "GET", &path, b"").await.status, 200);
    served.now_ms.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(served.ask(OTHER, "GET", &path, b"").await.code().0, 404, "its time is over");
}
