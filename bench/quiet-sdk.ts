/** The SDK warns every process on Node 20 of a support that ends in 2027; a bench need not repeat it. */
export const QUIET_SDK = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
