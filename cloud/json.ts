/** JSON as a template is made of it. */
export type Json = string | number | boolean | Json[] | { [key: string]: Json };
