"""Reads a pipeline in Logstash's configuration language, as its documentation describes it, and ends with an error where it is
none. Prints, tab separated, each plugin with each of its options ("option SECTION.PLUGIN OPTION"), and each field that a
condition, an option that takes fields, or a %{[field]} speaks of ("field NAME")."""

import re
import sys

TOKEN = re.compile(
    r"""\s+|\#[^\n]*
    |(?P<arrow>=>)|(?P<op>==|!=|<=|>=|=~|!~|<|>)|(?P<mark>[{}(),!])
    |(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
    |(?P<selector>(?:\[[^\[\],"'\s]+\])+)|(?P<bracket>[\[\]])
    |(?P<number>-?\d+(?:\.\d+)?(?![\w-]))|(?P<word>[A-Za-z0-9_-]+)
    |(?P<regex>/(?:\\.|[^/\\\n])*/)""",
    re.X,
)
FIELDS = {"source", "remove_field", "target"}  # the options whose strings are names of fields


class Parser:
    def __init__(self, text):
        self.tokens, self.at, self.found = [], 0, []
        end = 0
        while end < len(text):
            match = TOKEN.match(text, end)
            line = text.count("\n", 0, end) + 1
            if not match:
                sys.exit(f"line {line}: nothing starts with {text[end:end + 20]!r}")
            if match.lastgroup:
                self.tokens.append((match.lastgroup, match.group(), line))
            end = match.end()
        self.tokens.append(("end", "", text.count("\n") + 1))

    def is_next(self, *wanted):
        return self.tokens[self.at][0] in wanted or self.tokens[self.at][1] in wanted

    def take(self, *wanted):
        kind, text, line = self.tokens[self.at]
        if not self.is_next(*wanted):
            sys.exit(f"line {line}: {text!r} where {' or '.join(wanted)} should be")
        self.at += 1
        return text

    def config(self):
        while not self.is_next("end"):
            section = self.take("input", "filter", "output")
            self.take("{")
            self.body(section)

    def body(self, section):
        while not self.is_next("}"):
            if not self.is_next("if"):
                self.plugin(section)
                continue
            self.branch(section)
            while self.is_next("else"):
                self.take("else")
                if not self.is_next("if"):
                    self.take("{")
                    self.body(section)
                    break
                self.branch(section)
        self.take("}")

    def branch(self, section):
        if section == "input":
            sys.exit(f"line {self.tokens[self.at][2]}: no conditions among inputs")
        self.take("if")
        self.condition()
        self.take("{")
        self.body(section)

    def condition(self):
        while True:
            negated = self.is_next("!") and self.take("!")
            if self.is_next("("):
                self.take("(")
                self.condition()
                self.take(")")
            elif negated:
                self.found.append(("field", self.take("selector")))
            else:
                self.comparison()
            if not self.is_next("and", "or", "xor", "nand"):
                return
            self.take("word")

    def comparison(self):
        self.operand()
        if self.is_next("op"):
            self.operand("regex", "string") if self.take("op") in ("=~", "!~") else self.operand()
        elif self.is_next("in", "not"):
            if self.take("in", "not") == "not":
                self.take("in")
            self.operand()

    def operand(self, *kinds):
        if not kinds and self.is_next("["):
            self.value("condition", None)
        elif not kinds and self.is_next("selector"):
            self.found.append(("field", self.take("selector")))
        else:
            self.take(*(kinds or ("string", "number")))

    def plugin(self, section):
        name = f"{section}.{self.take('word')}"
        self.found.append(("option", name, ""))
        self.take("{")
        while not self.is_next("}"):
            option = self.take("word", "string")
            self.found.append(("option", name, option))
            self.take("=>")
            self.value(name, option)
        self.take("}")

    def value(self, plugin, option):
        if self.is_next("["):
            self.take("[")
            while not self.is_next("]"):
                self.value(plugin, option)
                if not self.is_next("]"):
                    self.take(",")
            self.take("]")
        elif self.is_next("{"):
            self.take("{")
            while not self.is_next("}"):
                self.take("string", "word", "number")
                self.take("=>")
                self.value(plugin, None)
            self.take("}")
        elif self.is_next("word"):
            if self.tokens[self.at + 1][1] == "{":
                self.plugin("codec")
            elif re.fullmatch("[A-Za-z_][A-Za-z0-9_]+", word := self.take("word")):
                self.text(option, word)
            else:
                sys.exit(f"line {self.tokens[self.at - 1][2]}: {word!r} needs quotes")
        else:
            self.text(option, self.take("string", "number").strip("\"'"))

    def text(self, option, text):
        if option in FIELDS:
            self.found.append(("field", text if text.startswith("[") else f"[{text}]"))
        self.found += [("field", f) for f in re.findall(r"%\{((?:\[[^\]]+\])+)\}", text)]


parser = Parser(open(sys.argv[1], encoding="utf-8").read())
parser.config()
for row in sorted(set(parser.found)):
    print("\t".join(row))
