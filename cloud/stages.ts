/** The stages that are packaged: one per partition of AWS; serverless.yml names their parameters. */
export const STAGES = { aws: 'prod', 'aws-cn': 'prod-cn' } as const;
export type Partition = keyof typeof STAGES;
