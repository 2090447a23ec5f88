import { createAlipayPhone } from './alipay-phone.ts';
import { built } from './builds.ts';
import { bindBySpecimen, consent, isToBeBound } from './first-opening.ts';
import { showTheFlow } from './the-flow.ts';
import { showTheRest } from './the-rest.ts';
import { visitByPhone } from './visit.ts';

let folder: string;

const means = showTheFlow({
  async prepare() {
    folder = await built('alipay');
  },
  async arrive(sandbox, person) {
    const visit = visitByPhone(createAlipayPhone(folder, { person: person.id, gateway: sandbox.gatewayOrigin }));
    await consent(visit);
    // Alipay gives no phone number that a server could read.
    if (await isToBeBound(visit)) await bindBySpecimen(visit, person);
    return visit;
  },
  finish: async () => undefined,
});

showTheRest(means);
