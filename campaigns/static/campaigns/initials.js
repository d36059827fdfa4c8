/* Initials of a name, in the browser: the name itself never leaves it.
 *
 * The same rules as campaigns/letters/signatory.py, which explains them; tests/initials_vectors.json
 * holds both to the same answers. ES2018, no look-behind, nothing to build.
 *
 * campaignsInitials.of("Anna Berger") -> {ok: true, initials: "A.\u00a0B."}
 * campaignsInitials.of("42")          -> {ok: false, code: "not_a_letter"}
 * Codes: required, not_a_letter, too_many, too_long, invalid; unsupported without Intl.Segmenter.
 */
(function () {
  "use strict";

  var MAX_NAME_LENGTH = 200;
  var MAX_INITIALS = 4;
  var MAX_CLUSTER_LENGTH = 8;
  var MAX_INHERITED_MARKS = 3;
  var NO_BREAK_SPACE = "\u00a0";
  var ITERATION_MARK = "々";
  var DIGRAPHS = { "Ǆ": "ǅ", "ǆ": "ǅ", "Ǉ": "ǈ", "ǉ": "ǈ", "Ǌ": "ǋ", "ǌ": "ǋ", "Ǳ": "ǲ", "ǳ": "ǲ" };
  var CASE_IS_A_GUESS = ["i", "ĳ"];
  var COMPOUND_FAMILY_NAMES = (
    "欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|司徒|夏侯|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|" +
    "长孙|長孫|宇文|端木|东方|東方|南宫|南宮|西门|西門|" +
    "남궁|황보|제갈|사공|선우|서문|독고|동방"
  ).split("|");

  var CJK = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}";
  var HYPHENS = "\\-\\u2010\\u2011\\u2013\\u058A\\u05BE";
  var SEPARATORS = " ,،、，፡\\u30FB";

  var REFUSED = new RegExp(
    "(?=\\p{Cc})[^\\t\\n\\r]|(?=\\p{Cf})[^\\u00AD\\u061C\\u200B-\\u200F\\u2060\\uFEFF]" +
      "|[\\p{Cs}\\p{Co}\\u2028\\u2029]",
    "u"
  );
  var DROPPED = /[\u00AD\u034F\u061C\u200B\u200E\u200F\u2060\uFE00-\uFE0F\uFEFF]/gu;
  var DRESSED = new RegExp(
    "[\\uFB00-\\uFB06\\uFB13-\\uFB17\\uFB1D-\\uFB4F\\uFB50-\\uFDCF\\uFDF0-\\uFDF9\\uFE70-\\uFEFC" +
      "\\uFF01-\\uFF5E\\uFF65-\\uFF9F\\uFFA1-\\uFFDC\\u{1D400}-\\u{1D7CB}]",
    "gu"
  );
  var BLANK =
    /[\t\n\r \u00A0\u115F\u1160\u1680\u2000-\u200A\u202F\u205F\u2800\u3000\u3164\uFFA0]+/gu;
  var SEPARATOR = new RegExp("[" + SEPARATORS + "]+|\\u00B7(?=[" + CJK + "])", "u");
  var HYPHEN = new RegExp("[" + HYPHENS + "]", "u");
  var STARTS_WITH_HYPHEN = new RegExp("^[" + HYPHENS + "]", "u");
  var NAME = new RegExp(
    "^[\\p{L}\\p{M}\\u200C\\u200D" + SEPARATORS + ".'’‘ʼ´׳״\\u00B7\\u0F0B" + HYPHENS + "]*$",
    "u"
  );
  var INITIAL = new RegExp(
    "(?=\\p{L})[^\\p{Lm}\\u00AA\\u00BA\\u0D4E\\u0E40-\\u0E44\\u0EC0-\\u0EC4\\u19B5-\\u19B7\\u19BA" +
      "\\uAAB5\\uAAB6\\uAAB9\\uAABB\\uAABC]",
    "u"
  );
  var CAPITAL = /^[\p{Lu}\p{Lt}]/u;
  var CASED = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}]/u;
  var CJK_WORD = new RegExp("^[" + CJK + "][" + CJK + "\\p{M}\\u30FC]*$", "u");
  var CJK_LETTER = new RegExp("^[" + CJK + "]", "u");
  var KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}]/u;
  var JOINING = new RegExp(
    "[\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gujarati}\\p{Script=Oriya}" +
      "\\p{Script=Telugu}\\p{Script=Malayalam}\\p{Script=Khmer}]",
    "u"
  );
  var HAN = /^\p{Script=Han}+/u;
  var CONSONANT_ALONE = /^[\p{Script=Thai}\p{Script=Lao}]/u;
  var INHERITED = /\p{Script=Inherited}/gu;
  var STARTS_WITH_MARK = /^\p{M}/u;
  var LETTER_WITH_MARKS = /^\p{L}[\p{L}\p{M}\u200C\u200D]*$/u;

  function refuse(code) {
    throw { initialsCode: code };
  }

  function clusters(text) {
    var segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
    return Array.from(segmenter.segment(text), function (part) {
      return part.segment;
    });
  }

  function cleaned(text) {
    if (text.length > 2 * MAX_NAME_LENGTH || Array.from(text).length > MAX_NAME_LENGTH) {
      refuse("too_long");
    }
    if (REFUSED.test(text)) refuse("invalid");
    var plain = text
      .replace(DROPPED, "")
      .replace(DRESSED, function (sign) {
        return sign.normalize("NFKC");
      })
      .normalize("NFC")
      .replace(BLANK, " ")
      .replace(/^ +| +$/g, "");
    if (!plain) refuse("required");
    if (!NAME.test(plain) || STARTS_WITH_HYPHEN.test(plain)) refuse("not_a_letter");
    return plain;
  }

  function familyAndGiven(name) {
    var characters = clusters(name);
    var han = HAN.exec(name);
    if (characters.length < 3 || KANA.test(name)) return [name];
    if (characters.slice(0, 2).indexOf(ITERATION_MARK) >= 0) return [name];
    if (han && han[0].length < name.length) return [han[0], name.slice(han[0].length)];
    var compound = COMPOUND_FAMILY_NAMES.some(function (family) {
      return name.startsWith(family);
    });
    var family = characters.length === 4 || compound ? 2 : 1;
    if (characters.length > 4) return [name];
    return [characters.slice(0, family).join(""), characters.slice(family).join("")];
  }

  function isCharacter(word) {
    return CJK_WORD.test(word) && clusters(word).length === 1;
  }

  function wordsOf(text) {
    var words = cleaned(text).split(SEPARATOR).filter(Boolean);
    var finished = words.join(NO_BREAK_SPACE) === text.normalize("NFC");
    if (!finished && words.every(isCharacter)) words = [words.join("").normalize("NFC")];
    return words.length === 1 && CJK_WORD.test(words[0]) ? familyAndGiven(words[0]) : words;
  }

  function titled(cluster, keepCase) {
    var letter = Array.from(cluster)[0];
    var capital = DIGRAPHS[letter] || letter;
    var isSmall = CASED.test(letter) && !CAPITAL.test(capital);
    if (!keepCase && isSmall && CASE_IS_A_GUESS.indexOf(letter) < 0) {
      var upper = letter.toUpperCase();
      if (Array.from(upper).length === 1) capital = upper;
    }
    return (capital + cluster.slice(letter.length)).normalize("NFC");
  }

  function isMalformed(cluster) {
    var marks = cluster.normalize("NFD").match(INHERITED) || [];
    if (JOINING.test(cluster) && cluster.search(JOINING) > 0) return true;
    return Array.from(cluster).length > MAX_CLUSTER_LENGTH || marks.length > MAX_INHERITED_MARKS;
  }

  function firstLetter(word) {
    if (STARTS_WITH_MARK.test(word)) refuse("not_a_letter");
    var start = word.search(INITIAL);
    if (start < 0) return "";
    var cluster = clusters(word.slice(start))[0].replace(/[\u200C\u200D]+$/u, "");
    if (!LETTER_WITH_MARKS.test(cluster) || isMalformed(cluster)) refuse("invalid");
    return CONSONANT_ALONE.test(cluster) ? cluster[0] : cluster;
  }

  function groupsOf(word) {
    var groups = [];
    word.split(HYPHEN).forEach(function (part, place) {
      var continues = place > 0 && groups.length > 0;
      part.split(".").map(firstLetter).filter(Boolean).forEach(function (letter) {
        if (continues) groups[groups.length - 1].push(letter);
        else groups.push([letter]);
        continues = false;
      });
    });
    return groups;
  }

  function shown(group, keepCase) {
    return group.map(function (letter, place) {
      return CJK_LETTER.test(letter) ? letter : titled(letter, keepCase && place === 0) + ".";
    });
  }

  function initialsOf(text) {
    var groups = [];
    wordsOf(text).forEach(function (word) {
      groups.push.apply(groups, groupsOf(word));
    });
    var letters = [].concat.apply([], groups);
    if (!letters.length) refuse("not_a_letter");
    if (letters.length > MAX_INITIALS) refuse("too_many");
    var keepCase = letters.some(function (letter) {
      return CAPITAL.test(letter);
    });
    return groups
      .map(function (group) {
        return shown(group, keepCase).join("-");
      })
      .join(NO_BREAK_SPACE);
  }

  window.campaignsInitials = {
    of: function (text) {
      if (typeof Intl === "undefined" || !Intl.Segmenter) return { ok: false, code: "unsupported" };
      try {
        return { ok: true, initials: initialsOf(String(text)) };
      } catch (problem) {
        if (!problem || !problem.initialsCode) throw problem;
        return { ok: false, code: problem.initialsCode };
      }
    },
  };
})();
