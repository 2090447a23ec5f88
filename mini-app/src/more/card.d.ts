/** Pictures, as the addresses they are built to. */
declare module '*.png' {
  const address: string;
  export default address;
}
