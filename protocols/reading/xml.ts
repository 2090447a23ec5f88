/** Text → XML as nested objects of text, with nothing guessed and nothing fetched. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { AskingFailed } from '../protocol.ts';

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false, // an ID number must stay text
  htmlEntities: true, // numeric references: names with characters GBK lacks come so
});

/** A document type declaration is refused outright: entities of the sender's own have no place in a reply. */
export function parseXml(text: string): unknown {
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) throw new AskingFailed('unreadable');
  return parser.parse(text);
}
