/** The sentences of one language by their keys, made from `all.ts` by `dev/words.ts`. */
declare module '@words/*' {
  const sentences: { [key: string]: string };
  export default sentences;
}
