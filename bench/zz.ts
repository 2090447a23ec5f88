import { parsing } from './parsing.ts';
console.log(await parsing.measure((l) => console.log(l)));
