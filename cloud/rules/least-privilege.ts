/** Each function has a role of its own that may do no more than it needs. */
import { list, ofType, type Rule, type Template, target } from '../template.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, Record<string, string[]>>;
}

const statements = (role: { Properties?: { Policies?: { PolicyDocument: { Statement: Statement[] } }[] } }) =>
  (role.Properties?.Policies ?? []).flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

/** Key and bucket policies are not roles: in a key policy `*` means the key itself, and AWS accepts nothing else. */
export const noStarInRoles: Rule = (template) =>
  ofType(template, 'AWS::IAM::Role').flatMap(([name, role]) =>
    statements(role).flatMap(({ Action, Resource }) => [
      ...list(Action)
        .filter((action) => action.includes('*'))
        .map((action) => `${name}: the action ${action} has a star`),
      ...list(Resource)
        .filter((resource) => resource === '*')
        .map(() => `${name}: ${list(Action).join(', ')} on every resource`),
      ...list(Resource)
        .map((resource) => (resource as { 'Fn::Sub'?: string })['Fn::Sub'] ?? '')
        .filter((text) => /:(secret|table|key|queue):?[^:]*\*/.test(text) || /:sqs:.*\*/.test(text))
        .map((text) => `${name}: ${text} has a star`),
    ]),
  );

/** IAM takes no statement about nothing, and says so at deployment only. */
export const everyStatementIsAboutSomething: Rule = (template) =>
  ofType(template, 'AWS::IAM::Role').flatMap(([name, role]) =>
    statements(role)
      .filter(({ Resource }) => list(Resource).length === 0)
      .map(({ Action }) => `${name}: ${list(Action).join(', ')} on nothing`),
  );

export const ownRolePerFunction: Rule = (template) => {
  const seen = new Map<string, string>();
  return ofType(template, 'AWS::Lambda::Function').flatMap(([name, fn]) => {
    const role = target(fn.Properties.Role) ?? '?';
    const other = seen.get(role);
    seen.set(role, name);
    return other ? [`${name}: shares its role ${role} with ${other}`] : [];
  });
};

export const noRoleWithoutFunction: Rule = (template) => {
  const used = new Set(ofType(template, 'AWS::Lambda::Function').map(([, fn]) => target(fn.Properties.Role)));
  return ofType(template, 'AWS::IAM::Role')
    .filter(([name]) => !used.has(name))
    .map(([name]) => `${name}: no function uses this role`);
};

/** Measured as IAM will: a larger inline policy comes near its limit of 10 240 characters, met at deployment only. */
export const smallPolicies: Rule = (template) =>
  ofType(template, 'AWS::IAM::Role')
    .map(([name, role]) => [name, deployed(role.Properties.Policies ?? [], template).length] as const)
    .filter(([, length]) => length >= 8_000)
    .map(([name, length]) => `${name}: its policies have ${length} characters; at most 7 999`);

const LONGEST: Record<string, string> = {
  '${AWS::Partition}': 'aws-cn',
  '${AWS::Region}': 'ap-southeast-1',
  '${AWS::AccountId}': '123456789012',
  '${AWS::URLSuffix}': 'amazonaws.com.cn',
};

/** Policies as text with every intrinsic as long as what it will stand for. */
function deployed(policies: unknown, { Resources }: Template): string {
  return JSON.stringify(policies, (_, value) => {
    const { 'Fn::GetAtt': getAtt, 'Fn::Sub': sub } = (value ?? {}) as { 'Fn::GetAtt'?: string[]; 'Fn::Sub'?: string };
    if (sub !== undefined) return sub.replace(/\$\{[^}]+\}/g, (name) => LONGEST[name] ?? 'x'.repeat(60));
    if (getAtt === undefined) return value;
    const { QueueName, TableName } = Resources[getAtt[0]!]?.Properties ?? {};
    return `arn:aws-cn:dynamodb:ap-southeast-1:123456789012:table/${QueueName ?? TableName ?? 'x'.repeat(40)}`;
  });
}

/** Who turns a document's number into a citizen: binding, vouching, looking up, and a source that sends results about numbers. */
const KNOW_DOCUMENTS = ['BindIdentityRole', 'DependentsRole', 'LookUpsRole', 'ReceiveResultsRole'];

/** Whoever asks or reads has no use for the pepper. */
export const fewOpenTheDocumentPepper: Rule = (template) =>
  ofType(template, 'AWS::IAM::Role')
    .filter(([name, role]) => !KNOW_DOCUMENTS.includes(name) && JSON.stringify(role).includes('document-pepper'))
    .map(([name]) => `${name}: may read the document pepper`);

/** Whose document is whose stands in the ledger under `document#…`; every other role is held to other keys. */
export const fewSeeDocuments: Rule = (template) =>
  ofType(template, 'AWS::IAM::Role')
    .filter(([name]) => !KNOW_DOCUMENTS.includes(name))
    .flatMap(([name, role]) =>
      statements(role)
        .filter(({ Resource }) => list(Resource).some((resource) => target(resource) === 'LedgerTable'))
        .filter(({ Condition }) => {
          const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? ['*'];
          return keys.some((key) => key.startsWith('*') || key.startsWith('document'));
        })
        .map(() => `${name}: may see documents in the ledger`),
    );

/** Who keeps something about citizens in the ledger: bindings, papers, codes and links. */
const WRITE_OF_CITIZENS = [
  'BindIdentityRole',
  'DependentsRole',
  'PaperResultsRole',
  'ShareCodesRole',
  'PaperCodesRole',
  'ShareLinksRole',
];
const WRITES = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'];

/**
 * A key condition holds the partition and not the item, so whoever may write one item under `citizen#…` may write the
 * profile. Every other role is held to other partitions, or to attributes that say nothing but that a code was revoked.
 */
export const fewWriteOfCitizens: Rule = (template) =>
  ofType(template, 'AWS::IAM::Role')
    .filter(([name]) => !WRITE_OF_CITIZENS.includes(name))
    .flatMap(([name, role]) =>
      statements(role)
        .filter(({ Action }) => list(Action).some((action) => WRITES.includes(action)))
        .filter(({ Resource }) => list(Resource).some((resource) => target(resource) === 'LedgerTable'))
        .filter(({ Action, Condition }) => {
          const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? ['*'];
          if (!keys.some((key) => key.startsWith('*') || key === 'citizen#*')) return false;
          const attributes = Condition?.['ForAllValues:StringEquals']?.['dynamodb:Attributes'] ?? ['*'];
          const notesRevoked = attributes.every((each) => ['pk', 'sk', 'revokedAt'].includes(each));
          return !(notesRevoked && list(Action).every((action) => action === 'dynamodb:UpdateItem'));
        })
        .map(() => `${name}: may write what is kept of citizens`),
    );

/** An ask function may read the credentials of the sources whose queues it serves, the door for pushes of those that push. */
export const ownSourcesSecretsOnly =
  (secretsOfQueue: Record<string, string>, pushing: string[]): Rule =>
  (template) =>
    ofType(template, 'AWS::IAM::Role').flatMap(([name, role]) => {
      const text = JSON.stringify(role);
      const queues = statements(role)
        .filter(({ Action }) => list(Action).includes('sqs:ReceiveMessage'))
        .flatMap(({ Resource }) => list(Resource).map(target));
      const allowed = name === 'ReceiveResultsRole' ? pushing : queues.map((queue) => secretsOfQueue[queue ?? '']);
      return [...text.matchAll(/\/sources\/([\w-]+?)-\?{6}/g)]
        .filter(([, secret]) => !allowed.includes(secret))
        .map(([, secret]) => `${name}: may read the secret of ${secret}, with which it has nothing to do`);
    });

/** Who signs what; printed codes are share codes too. */
const SIGNS: Record<string, string> = {
  SignListRole: 'list',
  ShareCodesRole: 'share',
  PaperCodesRole: 'share',
  VenuesRole: 'venue',
  TalliesRole: 'tally',
  ReceiptsRole: 'receipt',
};

/** A door that is broken into signs what it always signed, and nothing else. */
export const ownSigningKeysOnly: Rule = (template) =>
  ofType(template, 'AWS::IAM::Role').flatMap(([name, role]) =>
    [...JSON.stringify(role).matchAll(/\/signing-keys\/([\w-]+?)-\?{6}/g)]
      .filter(([, use]) => SIGNS[name] !== use)
      .map(([, use]) => `${name}: may sign for ${use}, with which it has nothing to do`),
  );
