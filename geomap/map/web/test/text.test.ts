import { describe, expect, it } from "vitest";
import { fill, isoDate, named, Speech, type Strings } from "../src/i18n";
import { excerpt, folded, hits, queryWords } from "../src/search";
import { asText } from "../src/trusted";
import { shortened, visible, webLink } from "../src/visible";
import english from "../i18n/en.json";

describe("text from outside", () => {
  it("shows every order to turn text around by its number", () => {
    for (const code of [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069]) {
      const name = `⟦U+${code.toString(16).toUpperCase()}⟧`;
      expect(visible(`a${String.fromCharCode(code)}b`)).toBe(`a${name}b`);
    }
  });

  it("keeps letters of every script, joiners and marks of direction as they are", () => {
    const text = "لقاء בעברית می\u200cخواهم e\u0301 👩‍👩‍👧 \u200f tab\tline\n";
    expect(visible(text)).toBe(text);
  });

  it("replaces what is no character, and has nothing for nothing", () => {
    expect(visible("a\0b\x1bc\x7f")).toBe("a\ufffdb\ufffdc\ufffd");
    expect([visible(null), visible(undefined), visible("null"), visible(0)]).toEqual(["", "", "null", "0"]);
  });

  it("is cut between characters and never inside one", () => {
    expect(shortened("short", 5)).toBe("short");
    expect(shortened("🕊️🕊️🕊️🕊️🕊️", 4)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect([...shortened("x".repeat(50_000), 100)]).toHaveLength(100);
  });
});

describe("addresses", () => {
  it.each(["https://example.org/a?b#c", "HTTP://EXAMPLE.org"])("%s may be followed", (address) => {
    expect(webLink(address)).toMatch(/^https?:\/\/example\.org/);
  });

  it.each(["javascript:alert(1)", "java\nscript:x", " https://a.b", "data:text/html,x", "//a.b", "file:///x", "", null, 7, {}])(
    "%j may not",
    (address) => {
      expect(webLink(address)).toBeNull();
    },
  );
});

describe("markup", () => {
  it("is text unless Leaflet wrote it", () => {
    expect(asText('<span aria-hidden="true">+</span>')).toBe('<span aria-hidden="true">+</span>');
    expect(asText('<img src=x onerror="x">')).not.toContain("<");
    expect(asText("500 km")).toBe("500 km");
  });
});

describe("the interface's words", () => {
  const speech = new Speech(english as Strings, "en");

  it("agree with their number", () => {
    expect(speech.plural(english.events, 1)).toBe("1 event");
    expect(speech.plural(english.events_of, 1200, { all: "1,500" })).toBe("1,200 of 1,500 events");
  });

  it("leave alone what they have no value for, and never read the prototype", () => {
    expect(fill("{n} {constructor}", { n: "1" })).toBe("1 {constructor}");
    expect(named({}, "constructor")).toBe("constructor");
    expect(named({ near_city: "Near" }, "near_city")).toBe("Near");
    expect(named({}, "near_sea")).toBe("near sea");
  });

  it("write dates without saying twice what they share", () => {
    expect(speech.dates(20165, 20165)).toBe("18 March 2025");
    expect(speech.dates(20165, 20167)).toMatch(/^18\s?–\s?20 March 2025$/);
    expect(speech.period(20165, "month")).toBe("March 2025");
    expect(isoDate(-1)).toBe("1969-12-31");
  });
});

describe("search", () => {
  it("knows no case, accents or kinds of apostrophe", () => {
    expect(folded("Łódź’s CAFÉ")).toBe(folded("łódź's cafe\u0301"));
    expect(queryWords("  Two   words ")).toEqual(["two", "words"]);
  });
});

describe("the words of a search", () => {
  const marked = (text: string, query: string) => hits(text, queryWords(query)).map(([from, to]) => text.slice(from, to));

  it("are found in what is written otherwise: accents, marks, ligatures, dots", () => {
    expect(marked("Zélensky… met in SÃO Tomé", "zelensky sao")).toEqual(["Zélensky", "SÃO"]);
    expect(marked("le\u0301gal o\uFB03ce", "legal office")).toEqual(["le\u0301gal", "o\uFB03ce"]);
    expect(marked("🕊️ peace, peace", "peace")).toEqual(["peace", "peace"]);
  });

  it("are none without a query, and none where they do not stand", () => {
    expect([marked("peace", " "), marked("peace", "war")]).toEqual([[], []]);
  });

  it("come to the front of a long text", () => {
    const text = "The first part of a sentence goes on and on until it says that a depot burned";
    expect(excerpt(text, ["depot"])).toBe("…it says that a depot burned");
    expect([excerpt(text, ["first"]), excerpt(text, [])]).toEqual([text, text]);
  });
});
