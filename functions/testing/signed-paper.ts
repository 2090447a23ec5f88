/** A signed paper about the person of the tests, and its issuer: an EU test certificate, sampled on 31 July 2022 at 16:10 in Beijing, good for three days. */
import type { Issuer } from '../../core/certificate/index.ts';

export const ISSUER: Issuer = {
  id: 'test-union',
  format: 'eu-dcc',
  zh: '测试联盟',
  en: 'Test Union',
  signsAs: 'XA',
  keys: [
    {
      kid: 'kI14-rbzRm8',
      algorithm: 'ES256',
      publicKey: {
        kty: 'EC',
        crv: 'P-256',
        x: 'tq8zWsslowWVg7QANH6DD-uKwZBzc_dGSy5LppeDsfs',
        y: 'leGII29Ot3GBB_yprMEcjSZegfOdm4d4dr1iLfo2MU8',
      },
    },
  ],
};

export const SIGNED_PAPER =
  'HC1:NCFOXN%TSMAHN-HUOC%5E:7MK9KARU/R89PPNDCPMH5WCVI9B:Q+9G5J5.JRM-0F/8X*G3M9BM9Z0BZW47%2U*0CEBQ/GXQF' +
  'Y73OIBQ57W+G6$0SP40ATZX8J%44$2B55$XKX6TZTCC777ALJW40J5/5L8YI-XKSN057T+T4$0B2 GV*C/9T%2T%+A7PO9KG6SG4' +
  '*EX U2XEUQ22I8OK0MSGFNHJK5I$HPYH9UE6%PJ$HJL820QPN1YXLCR1.T1YXLNQ1AJ9CTH0+DP7WLMP24D5M3G+DY0GLSC:ZQ%.' +
  'PUZ4+FJE 4Y3LL/II 05B9.Z8M+8:Y001H%Y0R:UR83/70K%4E+4T+4ZD5CC9T0HO1PCNNO5PB*07LPMIH-O92UQ8SQ7-LN7WN6P' +
  'I%KN%N:2D.UN1$LPOJC0J%B04T9-+0FB4F%CD 810H54PNY09*1*FDBVMJO8Y:HZNE.08$VEECPIE7WI0+BRR7MAE25NU5L8R78R' +
  '0LMCSKCV24W1LEO8NZNF3XT:1RW3TP*39ZB  5OWB9VEEJTQXIC/T:1OK5J';
