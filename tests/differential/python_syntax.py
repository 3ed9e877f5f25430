"""Compares our Python syntax with CPython's own `ast`.

usage: python_syntax.py PROGRAM [--files N] [--generated N] [--seed N] [PATH ...]

PROGRAM is python_syntax_dump. Without paths: hand-written odd inputs, then N generated ones, then N
files of the standard library. What is accepted, structure, lines, columns, names, values and the
ends of literals must agree; where ours says "unsupported" it must be for a reason that is listed
below. A path may be a folder. Exit 0 when all agree. A longer run:
    python_syntax.py PROGRAM --files 100000 --generated 200000 --seed 1 --keep /tmp/differing
"""

import argparse
import ast
import io
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import sysconfig
import tempfile
import tokenize
import warnings

import python_syntax_cases as cases
import python_syntax_tokens as tokens

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)

REASONS = {
    "asynchronous comprehension",
    "string escape",
    "template string",
    "annotation",
    "attribute of a call",
    "nested too deeply",
    "`=` in a replacement field",
}


# What we accept though CPython refuses it, by CPython's words: the names of characters are not known
# to us; a lone surrogate, unknown to us everywhere, it refuses only in strings that it interns; names
# are not resolved across functions and patterns.
LAXER = [
    "unknown Unicode character name",
    "surrogates not allowed",
    "no binding for nonlocal",
    "bind different names",
]
MOST_SHOWN = 60


class Differs(Exception):
    pass


def text_of(ours):
    """Our strings come as bytes, one character each."""
    return ours.encode("latin-1").decode("utf-8")


class Compare:
    def __init__(self, source):
        source = source.replace("\r\n", "\n").replace("\r", "\n")
        self.lines = [line.encode("utf-8") for line in source.split("\n")]
        self.unsupported = {}
        # CPython before 3.12 does not know where things inside an f-string are.
        self.blind = 0

    def fail(self, node, what, ours, theirs):
        line = getattr(node, "lineno", "?")
        raise Differs(f"line {line}: {what}: ours {str(ours)[:200]!r}, CPython's {str(theirs)[:200]!r}")

    def same(self, node, what, ours, theirs):
        if ours != theirs:
            self.fail(node, what, ours, theirs)

    def place(self, ours, node):
        if self.blind:
            return
        column = len(self.lines[node.lineno - 1][: node.col_offset].decode("utf-8", "replace")) + 1
        self.same(node, "place of " + ours[0], (ours[1], ours[2]), (node.lineno, column))

    def ends(self, ours, node):
        if self.blind:
            return
        column = len(self.lines[node.end_lineno - 1][: node.end_col_offset].decode("utf-8", "replace")) + 1
        self.same(node, "end of " + ours[0], (ours[3], ours[4]), (node.end_lineno, column))

    def many(self, node, what, ours, theirs, one):
        self.same(node, "number of " + what, len(ours), len(theirs))
        for a, b in zip(ours, theirs):
            one(a, b)

    def body(self, node, ours, theirs):
        if len(ours) != len(theirs):
            # A statement that stands for a walrus in an annotation.
            ours = [one for one in ours if one[0] != "UNSUPPORTED"]
        self.many(node, "statements", ours, theirs, self.statement)

    def optional(self, node, ours, theirs):
        if ours is None or theirs is None:
            self.same(node, "presence", ours is None, theirs is None)
        else:
            self.expression(ours, theirs)

    # Statements

    def statement(self, ours, node):
        name = type(node).__name__
        if ours[0] == "UNSUPPORTED":
            self.fail(node, "unsupported statement", ours[0], name)
        kind = {"TryStar": "Try", "AsyncWith": "With"}.get(name, name)
        self.same(node, "statement", ours[0], kind)
        self.place(ours, node)
        method = getattr(self, "stmt_" + kind, None)
        if method is not None:
            method(ours[3:], node)

    def stmt_Expr(self, ours, node):
        self.expression(ours[0], node.value)

    def stmt_Assign(self, ours, node):
        self.many(node, "targets", ours[0], node.targets, self.expression)
        self.expression(ours[1], node.value)

    def stmt_AnnAssign(self, ours, node):
        self.many(node, "targets", ours[0], [node.target], self.expression)
        self.optional(node, ours[1], node.value)
        self.expression(ours[2], node.annotation)

    def stmt_AugAssign(self, ours, node):
        self.expression(ours[0], node.target)
        self.same(node, "operator", ours[1], type(node.op).__name__)
        self.expression(ours[2], node.value)

    def stmt_Delete(self, ours, node):
        self.many(node, "targets", ours[0], node.targets, self.expression)

    def imported(self, ours, node):
        mine = [(text_of(a), text_of(b)) for a, b in ours]
        self.same(node, "names", mine, [(one.name, one.asname or "") for one in node.names])

    def stmt_Import(self, ours, node):
        self.imported(ours[0], node)

    def stmt_ImportFrom(self, ours, node):
        self.same(node, "module", text_of(ours[0]), node.module or "")
        self.same(node, "level", ours[1], node.level)
        self.imported(ours[2], node)

    def stmt_If(self, ours, node):
        clauses = []
        one = node
        while True:
            clauses.append((one.test, one.body))
            rest = one.orelse
            if len(rest) == 1 and isinstance(rest[0], ast.If) and rest[0].col_offset == one.col_offset:
                one = rest[0]
                continue
            if rest:
                clauses.append((None, rest))
            break
        self.same(node, "clauses", len(ours[0]), len(clauses))
        for (test, body), (their_test, their_body) in zip(ours[0], clauses):
            self.optional(node, test, their_test)
            self.body(node, body, their_body)

    def stmt_For(self, ours, node):
        self.expression(ours[0], node.target)
        self.expression(ours[1], node.iter)
        self.body(node, ours[2], node.body)
        self.body(node, ours[3], node.orelse)

    stmt_AsyncFor = stmt_For

    def stmt_While(self, ours, node):
        self.expression(ours[0], node.test)
        self.body(node, ours[1], node.body)
        self.body(node, ours[2], node.orelse)

    def stmt_Try(self, ours, node):
        self.body(node, ours[0], node.body)
        self.many(node, "handlers", ours[1], node.handlers, self.handler)
        self.body(node, ours[2], node.orelse)
        self.body(node, ours[3], node.finalbody)

    def handler(self, ours, node):
        self.place(ours, node)
        self.optional(node, ours[3], node.type)
        self.same(node, "name", text_of(ours[4]), node.name or "")
        self.body(node, ours[5], node.body)

    def stmt_With(self, ours, node):
        self.same(node, "items", len(ours[0]), len(node.items))
        for (context, target), item in zip(ours[0], node.items):
            self.expression(context, item.context_expr)
            self.optional(node, target, item.optional_vars)
        self.body(node, ours[1], node.body)

    def stmt_Match(self, ours, node):
        # A list to look at is shown to tree-sitter as a tuple.
        if not isinstance(node.subject, (ast.List, ast.ListComp)):
            self.expression(ours[0], node.subject)
        self.same(node, "cases", len(ours[1]), len(node.cases))
        for (captures, body), case in zip(ours[1], node.cases):
            names = []
            for one in [*ast.walk(case.pattern), *(ast.walk(case.guard) if case.guard else [])]:
                if isinstance(one, (ast.MatchAs, ast.MatchStar)) and one.name:
                    names.append(one.name)
                elif isinstance(one, ast.MatchMapping) and one.rest:
                    names.append(one.rest)
                elif isinstance(one, ast.NamedExpr):
                    names.append(one.target.id)
            self.same(node, "captures", sorted(map(text_of, captures)), sorted(names))
            self.body(node, body, case.body)

    def stmt_FunctionDef(self, ours, node):
        self.same(node, "name", text_of(ours[0]), node.name)
        self.parameters(ours[1], node)
        self.body(node, ours[2], node.body)
        self.many(node, "decorators", ours[3], node.decorator_list, self.expression)
        self.same(node, "generator", ours[4], yields(node.body))

    stmt_AsyncFunctionDef = stmt_FunctionDef

    def stmt_ClassDef(self, ours, node):
        self.same(node, "name", text_of(ours[0]), node.name)
        self.arguments(ours[1], node, node.bases, node.keywords)
        self.body(node, ours[2], node.body)
        self.many(node, "decorators", ours[3], node.decorator_list, self.expression)

    def stmt_Return(self, ours, node):
        self.optional(node, ours[0], node.value)

    def stmt_Raise(self, ours, node):
        self.optional(node, ours[0], node.exc)

    def stmt_Assert(self, ours, node):
        self.expression(ours[0], node.test)

    def stmt_Global(self, ours, node):
        self.same(node, "names", [text_of(one) for one in ours[0]], node.names)

    stmt_Nonlocal = stmt_Global

    def parameters(self, ours, node):
        args = node.args
        plain = [("posonly", one) for one in args.posonlyargs] + [("arg", one) for one in args.args]
        defaults = [None] * (len(plain) - len(args.defaults)) + args.defaults
        theirs = [(role, one.arg, value) for (role, one), value in zip(plain, defaults)]
        if args.vararg:
            theirs.append(("vararg", args.vararg.arg, None))
        theirs += [("kwonly", one.arg, value) for one, value in zip(args.kwonlyargs, args.kw_defaults)]
        if args.kwarg:
            theirs.append(("kwarg", args.kwarg.arg, None))
        self.same(node, "parameters", [(r, text_of(n)) for r, n, _ in ours], [t[:2] for t in theirs])
        for (_, _, mine), (_, _, value) in zip(ours, theirs):
            self.optional(node, mine, value)

    def arguments(self, ours, node, args, keywords):
        mine = [one for one in ours if one[0] in ("", "*")]
        self.same(node, "number of arguments", len(mine), len(args))
        for (spread, value), arg in zip(mine, args):
            self.same(node, "spread", spread == "*", isinstance(arg, ast.Starred))
            self.expression(value, arg.value if spread == "*" else arg)
        mine = [one for one in ours if one[0] not in ("", "*")]
        self.same(node, "keywords", [text_of(n) for n, _ in mine], [k.arg or "**" for k in keywords])
        for (_, value), keyword in zip(mine, keywords):
            self.expression(value, keyword.value)

    # Expressions

    def expression(self, ours, node):
        kind = ours[0]
        if kind == "UNSUPPORTED":
            reason = ours[3]
            if reason not in REASONS:
                self.fail(node, "unsupported", reason, ast.dump(node)[:80])
            self.unsupported[reason] = self.unsupported.get(reason, 0) + 1
            return
        if kind == "Binary":
            return self.binary(ours, node)
        if isinstance(node, ast.Constant):
            self.place(ours, node)
            return self.constant(ours, node)
        name = type(node).__name__
        if name in ("Await", "Yield", "YieldFrom"):
            name = "AwaitYield"
        self.same(node, "expression", kind, name)
        if kind != "Slice":
            self.place(ours, node)
        method = getattr(self, "expr_" + kind, None)
        if method is not None:
            method(ours[3:], node)

    def constant(self, ours, node):
        kind, value = ours[0], node.value
        if value is None or value is Ellipsis or isinstance(value, bool):
            theirs = "Ellipsis" if value is Ellipsis else str(value)
            return self.same(node, "constant", kind, theirs)
        self.same(node, "constant", kind, type(value).__name__)
        self.ends(ours, node)
        if kind == "str":
            try:
                mine = text_of(ours[5])
            except UnicodeDecodeError:
                self.fail(node, "not UTF-8", ours[5], value)
            self.same(node, "string", mine, value)
        elif kind == "bytes":
            self.same(node, "bytes", ours[5].encode("latin-1"), value)
        elif kind == "int":
            self.same(node, "integer", int(ours[5], 0), value)
        else:
            self.same(node, "number", repr(type(value)(ours[5])), repr(value))

    def binary(self, ours, node):
        operators, operands = ours[3], ours[4]
        for index in range(len(operators) - 1, -1, -1):
            self.same(node, "expression", "BinOp", type(node).__name__)
            self.place(["BinOp", ours[1], ours[2]], node)
            self.same(node, "operator", operators[index], type(node.op).__name__)
            self.expression(operands[index + 1], node.right)
            node = node.left
        self.expression(operands[0], node)

    def expr_Name(self, ours, node):
        self.same(node, "name", text_of(ours[0]), node.id)

    def expr_JoinedStr(self, ours, node):
        self.ends(["JoinedStr", 0, 0, *ours], node)
        self.blind += sys.version_info < (3, 12)
        self.parts(ours[2], node)
        self.blind -= sys.version_info < (3, 12)

    def parts(self, ours, node):
        # 3.12 puts an empty text at the end of some format specifications.
        values = [one for one in node.values if not isinstance(one, ast.Constant) or one.value]
        self.same(node, "parts", len(ours), len(values))
        for mine, theirs in zip(ours, values):
            if isinstance(mine, str):
                self.same(node, "part", "Constant", type(theirs).__name__)
                self.same(node, "text", text_of(mine), theirs.value)
                continue
            self.same(node, "part", "FormattedValue", type(theirs).__name__)
            self.expression(mine[0], theirs.value)
            conversion = ord(mine[1]) if mine[1] else -1
            self.same(node, "conversion", conversion, theirs.conversion)
            self.same(node, "spec", mine[2] is None, theirs.format_spec is None)
            if mine[2] is not None:
                self.parts(mine[2], theirs.format_spec)

    def elements(self, ours, node):
        self.many(node, "elements", ours[0], node.elts, self.expression)

    expr_List = expr_Tuple = expr_Set = elements

    def expr_Dict(self, ours, node):
        self.same(node, "items", len(ours[0]), len(node.keys))
        for (key, value), their_key, their_value in zip(ours[0], node.keys, node.values):
            self.optional(node, key, their_key)
            self.expression(value, their_value)

    def expr_UnaryOp(self, ours, node):
        self.same(node, "operator", ours[0], type(node.op).__name__)
        self.expression(ours[1], node.operand)

    def expr_BoolOp(self, ours, node):
        self.same(node, "operator", ours[0], type(node.op).__name__)
        self.many(node, "operands", ours[1], node.values, self.expression)

    def expr_Compare(self, ours, node):
        self.same(node, "operators", ours[0], [type(op).__name__ for op in node.ops])
        self.many(node, "operands", ours[1], [node.left, *node.comparators], self.expression)

    def expr_IfExp(self, ours, node):
        for mine, theirs in zip(ours, (node.test, node.body, node.orelse)):
            self.expression(mine, theirs)

    def expr_Call(self, ours, node):
        self.expression(ours[0], node.func)
        self.arguments(ours[1], node, node.args, node.keywords)

    def expr_Attribute(self, ours, node):
        self.expression(ours[0], node.value)
        self.same(node, "attribute", text_of(ours[1]), node.attr)

    def expr_Subscript(self, ours, node):
        self.expression(ours[0], node.value)
        self.expression(ours[1], node.slice)

    def expr_Slice(self, ours, node):
        for mine, theirs in zip(ours, (node.lower, node.upper, node.step)):
            self.optional(node, mine, theirs)

    def expr_Starred(self, ours, node):
        self.expression(ours[0], node.value)

    def expr_Lambda(self, ours, node):
        self.parameters(ours[0], node)
        self.expression(ours[1], node.body)

    def expr_NamedExpr(self, ours, node):
        self.expression(ours[0], node.target)
        self.expression(ours[1], node.value)

    def comprehension(self, ours, node):
        self.expression(ours[0], node.key if isinstance(node, ast.DictComp) else node.elt)
        self.optional(node, ours[1], getattr(node, "value", None))
        self.same(node, "clauses", len(ours[2]), len(node.generators))
        for (target, iterable, conditions), clause in zip(ours[2], node.generators):
            self.expression(target, clause.target)
            self.expression(iterable, clause.iter)
            self.many(node, "conditions", conditions, clause.ifs, self.expression)

    expr_ListComp = expr_SetComp = expr_DictComp = expr_GeneratorExp = comprehension


def yields(body):
    todo = list(body)
    while todo:
        one = todo.pop()
        if isinstance(one, (ast.Yield, ast.YieldFrom)):
            return True
        if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)):
            todo += one.decorator_list + one.args.defaults + [d for d in one.args.kw_defaults if d]
        elif isinstance(one, ast.Lambda):
            pass
        else:
            todo += ast.iter_child_nodes(one)
    return False


def comments_of(data):
    found = []
    for token in tokenize.tokenize(io.BytesIO(data).readline):
        if token.type == tokenize.COMMENT:
            found.append([token.start[0], token.start[1] + 1])
    return found


def decoded(data):
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError:
        # `tokenize` wants the line above the cookie to be UTF-8; CPython itself does not.
        cookie = re.search(rb"coding[:=][ \t]*([-\w.]+)", b"\n".join(data.split(b"\n")[:2]))
        encoding = cookie[1].decode() if cookie else "utf-8"
    return data.decode(encoding, "replace")


class Program:
    def __init__(self, path):
        self.path = path
        self.start()

    def start(self):
        self.process = subprocess.Popen([self.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def syntax(self, path):
        self.process.stdin.write(os.fsencode(path) + b"\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            code = self.process.wait()
            self.start()
            raise Differs(f"the program died with {code}")
        return json.loads(line)


def beyond_the_grammar(tree):
    """What tree-sitter-python cannot read: most stars in subscripts, and `match [a,]:`."""
    for one in ast.walk(tree):
        if isinstance(one, ast.Subscript) and any(isinstance(part, ast.Starred) for part in ast.walk(one.slice)):
            return True
        if isinstance(one, ast.Match) and isinstance(one.subject, ast.List):
            return True
    return False


def check(program, path, data, counts):
    """Raises Differs where we and CPython disagree; else, whether CPython accepts it."""
    ours = program.syntax(path)
    try:
        tree = ast.parse(data)
        compile(data, "x", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, LookupError) as error:
        # Before 3.12 an f-string was no token: less could stand in it.
        old = sys.version_info < (3, 12) and re.search(rb"(?i)f['\"]|fr['\"]", data)
        if not ours["problems"] and not old and not any(one in str(error) for one in LAXER):
            raise Differs(f"CPython refuses it, we do not: {error}") from None
        return False
    if ours["problems"]:
        if data in cases.REFUSED_ALL_THE_SAME:
            return True
        # CPython knows more encodings.
        if any("names is not supported" in message for _, message in ours["problems"]):
            return True
        # In a comment CPython lets them pass.
        if any("no coding cookie says" in message for _, message in ours["problems"]):
            return True
        # `print >>a` is an expression; we take it for Python 2 (see the cases).
        if {message for _, message in ours["problems"]} == {"a print statement of Python 2"}:
            return True
        if beyond_the_grammar(tree) or any("ends in a line continuation" in message
                                           for _, message in ours["problems"]):
            return True
        raise Differs(f"we refuse it, CPython does not: {ours['problems']}")
    compare = Compare(decoded(data))
    compare.body(tree, ours["body"], tree.body)
    try:
        comments = comments_of(data)
    # 3.13's has been seen to end in a SystemError.
    except (tokenize.TokenError, SyntaxError, UnicodeDecodeError, SystemError):
        comments = None
    # `tokenize` does not take a lone CR for a line end, CPython itself does.
    if comments is not None and b"\r" not in data and b"\f" not in data:
        if ours["comments"] != comments:
            raise Differs(f"comments: ours {ours['comments'][:5]}, CPython's {comments[:5]}")
    for reason, count in compare.unsupported.items():
        counts[reason] = counts.get(reason, 0) + count
    return True


def library_files(number, seed):
    root = pathlib.Path(sysconfig.get_path("stdlib"))
    skipped = ("site-packages", "lib2to3", "bad", "__pycache__")
    files = [
        path
        for path in sorted(root.rglob("*.py"))
        if not any(word in str(path.relative_to(root)) for word in skipped)
        and path.stat().st_size < 200_000
    ]
    random.Random(seed).shuffle(files)
    return files[:number]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("paths", nargs="*", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--generated", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for the generated inputs that differ")
    options = parser.parse_args()
    program = Program(options.program)
    counts = {}
    failed = 0
    total = 0
    accepted = 0

    def one(label, path, data):
        nonlocal failed, total, accepted
        total += 1
        try:
            accepted += check(program, path, data, counts)
        except Differs as difference:
            failed += 1
            if failed <= MOST_SHOWN:
                print(f"{label}: {difference}")
            if options.keep and options.keep.is_dir():
                (options.keep / f"{failed}.py").write_bytes(data)
        except RecursionError:
            print(f"{label}: skipped, too deep for CPython's ast")

    with tempfile.TemporaryDirectory() as folder:
        if not options.paths:
            for index, data in enumerate(cases.all_cases()):
                path = os.path.join(folder, f"case{index}.py")
                pathlib.Path(path).write_bytes(data)
                one(f"case {data[:120]!r}", path, data)
        library = [] if options.paths else library_files(options.files, options.seed)
        if not options.paths:
            texts = [path.read_bytes() for path in library[:50]]
            made = tokens.generated(random.Random(options.seed), options.generated, sys.version_info, texts)
            path = os.path.join(folder, "generated.py")
            for index, data in enumerate(made):
                pathlib.Path(path).write_bytes(data)
                one(f"generated {index} {data[:300]!r}", path, data)
        given = [found for path in options.paths
                 for found in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
        for path in given or library:
            one(str(path), str(path), path.read_bytes())
    print(f"{total} inputs ({accepted} accepted by both), {failed} differ; unsupported: {counts}")
    return 1 if failed or total == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
