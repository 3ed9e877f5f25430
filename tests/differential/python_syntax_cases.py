"""Odd inputs for python_syntax.py: what tree-sitter-python and CPython are known to see differently,
and the corners of strings, numbers, indentation and encodings. CPython is asked each time, so that
an input is right or wrong only by its word."""

import sys

EXPRESSIONS = r"""
a ^ b & c
a & b ^ c
a + b & c ^ d | e
a ^ b & c & d ^ e
(a ^ b) & c
a & (b ^ c) & d
-2 ** 2
2 ** -1
a ** b ** c
a + b - c * d / e // f % g @ h
a << b >> c + d
~a + +b - -c
not a == b
not not a
a and b or c and d or e
a or (b or c) or d
(a or b) or c
a < b <= c != d is e is not f in g not in h
a if b else c if d else e
(a if b else c) if d else e
lambda: 1
lambda x, *y, z=1, **k: x
lambda x, /, y, *, z: (x, y, z)
lambda *a: lambda **b: a
[*a, *b]
[*a + b]
[*a.b, *c[0], *d()]
[*a or b]
[*a if b else c]
f(*a + b)
f(*a.b, *c[0], *d(), **e, **f())
f(*a or b)
f(*a, b, c=1, *d, **e)
f(*a if b else c)
f(a for a in b)
f(a := 1)
f(a, (yield))
x[1]
x[1:2]
x[1:2, 3]
x[::2]
x[:]
x[1,]
x[*a]
x[*a, b]
x[(a), b]
x[(a):(b)]
x[a:=1]
x[lambda: 1]
()
(a,)
(a)
((a))
(a, b)
(*a, b)
(*a)
[*(a) + b]
[*[1] + b + c]
[*-a]
[*a().b + c]
[*a.b().c]
[*a ** b]
[*a < b]
[*not a]
*a + b, c
f(*(a))
f((*a))
f((*a, b))
f(**a or b)
f(*a.b or c)
f(*a[0] if b else c)
f(*a.b < c)
[*a.b or c]
f(**a if b else c)
f(*a and b)
f(*lambda: a)
f(*await_)
a, b
a,
*a, b
*a
{**a, 'b': 1, **c}
{}
{,}
{*a, b}
{a: b for a, b in c if d if e for f in g}
{a for a in b}
[a for a in b]
[a for a, in b]
[a for a in 1, 2]
[a for a in lambda: 1, 2]
[a for a in b if c if d]
[a for a in (b) if c or d]
[(a := 1) for _ in b]
[a := 1 for _ in b]
(a := 1)
a := 1
(a := 1, b)
{a := 1}
[a := 1, 2]
(a, b := 1)
x = (a := 1)
x = a := 1
f(a=(b := 1))
f(a=b := 1)
...
....__class__
1 .real
1..real
1.0.real
0x1F
0XFf_ff
0o17
0b1_0
0
00
0_0
007
0777
1_000_000
1__0
1_
0x_1
0x1_
10L
0xFFL
1.5
1.
.5
1e10
1E-5
1_0.5_0e1_0
1_.0
1._0
0777.5
0777j
09.5
1j
1.5J
1e5j
1if a else b
a if 1else b
'a'
"a"
'''a
b'''
'a' 'b' "c"
('a'
 'b'
 'c')
u'a' 'b'
U'a'
b'a' b'b'
b'a' 'b'
rb'\a' Rb'\b' bR'\c' BR'\d'
br'a'
ub'a'
bu'a'
ur'a'
fb'a'
bf'a'
ff'a'
rr'a'
rbr'a'
'\a\b\f\n\r\t\v\\\'\"'
'\x41\u00e9\U0001F600'
'\x4'
'\u12'
'\U00110000'
x = '\ud800'
x = '\ud83d\ude00'
type(a).b = c
type(a)[b] = c
type[a] = b
type (a) . b = c
'\N{DIGIT ONE}'
'\N{}'
'\N'
'\N{DIGIT'
b'\N{DIGIT ONE}\u1234'
'\0\1\12\123\1234\777\8\9'
b'\0\777\377'
'\q\%\ '
'a\
b'
r'a\
b'
r'\''
r'\\'
r'\'
'\\'
'é' 'ü'
b'é'
'a
b'
'
'
'a
"
'
'''a
''''b'
'''a\'''b'''
''''''
''
f''
f'a'
f'{a}'
f'{a}b{c}'
f'{a!r}'
f'{a!s:>10}'
f'{a!a:}'
f'{a:}'
f'{a!x}'
f'{a!rr}'
f'{a: >10}'
f'{a:#x}'
f'{a:{b}}'
f'{a:{b}.{c}}'
f'{a:>{b!r:5}}'
f'{a:%Y-%m-%d %H:%M}'
f'{a:\n}'
f'{a=}'
f'{a = }'
f'{a=!r}'
f'{a=:5}'
f'{a==b}'
f'{a!=b}'
f'{a!=b!r}'
f'{a<=b}'
f'{a, b}'
f'{a,}'
f'{*a, b}'
f'{(lambda x: 1)}'
f'{lambda x: 1}'
f'{(a := 1)}'
f'{a:=5}'
f'{ a }'
f'{{a}}'
f'{{{a}}}'
f'{{{{'
f'}}'
f'}'
f'{'
f'{}'
f'{ }'
f'{a'
f'{a]}'
f'{[a for a in b]}'
f'{ {1: 2}[1] }'
f'{a["b"]}'
f"{a['b']:>{c['d']}}"
f'\n{a}\t\x41\u00e9'
f'\N{DIGIT ONE}'
f'\{a}'
fr'\{a}'
rf'\n{a}\N'
f'a' 'b' f'{c}' 'd' f'e'
'a' f'{b}'
'{a}' f'{b}'
'{{a}}' f'{{b}}'
f'''a
{b}
c'''
f'''{
a
}'''
f'{yield}'
f'{a if b else c}'
f'{a.b().c[0]}'
f'{a + b:{c + d}}'
f"{'a' 'b'}"
f"{f'{a}'}"
f'{a}' b'b'
f'{3.4:10}'
f'{a:b:c}'
f'{a:!r}'
f'{"a":5}'
f'{a!r:{b!s}}'
f'{not a}'
f'{a#b}'
print
print(a)
print (a), b
print -1
print [1]
print "a"
print a
print
print >>a, "b"
print(a, file=b)
print.a
exec "a"
exec("a")
exec a in b
exec
a <> b
`a`
a?
$a
a!
async
await
async = 1
await = 1
match = 1
match
match[1]
match(1)
match.a
match, b
match * a
match -a
case = 1
type = 1
type(a)
type.a
type
type X = int
_ = 1
a as b
(a as b)
x = a as b
a.print
a.match.type.exec
f(print=1, match=2, type=3, exec=4)
f(a.b=1)
f((a)=1)
f(a=1, b)
f(**a, b)
f(**a, *b)
f(*a, b)
f(a=1, a=2)
f(,)
f(a,)
f(a for a in b, c)
f((a for a in b), c)
a.b.c().d[0](1)
(a).b
(a)(b)
[1][0]
'a'.b
'a' % b
{}.a
yield
await a
x = yield
a = *b
a = *b,
a = b, *c
x = a + *b
(yield)
None = 1
f() = 1
a + b = 1
(a) = 1
(a, b) = c
[a, b] = c
(a), b = c
[a, (b, c)] = d
a, *b = c
*a, = b
*a = b
*a, *b = c
a.b = c[d] = e
a = b = c = d
a = b += 1
a += b = 1
a += 1, 2
a, b += 1
(a) += 1
[a] += 1
a **= 2; b //= 3; c >>= 1; d <<= 2; e @= f; g ^= h; i |= j; k &= l; m %= n; o -= p; q *= r; s /= t
a += yield
a: int
a: int = 1
a: List[int] = []
a: Dict[str, int] = {}
a: a.b[c] = 1
a: Optional["X"] = None
a: int | None = None
a: (b := 1) = 2
a.b: int = 1
a[b]: int
(a): int = 1
(a, b): int
a, b: int
a: int = b = 1
a = b: int = 1
a: *b = 1
a: tuple[int, ...] = 1
a: Callable[[int], str] = f
a: lambda: 1 = 2
a: int = 1, 2
a: int = *b, c
a: int = yield
a ; b
a ; b ;
;
a ;; b
pass; pass
del a
del a, b
del (a, b)
del [a]
del a.b, c[d]
del a,
del f()
del a + b
del (a)
del *a
assert a
assert a, b
assert a, b, c
assert (a, b)
raise
raise a
raise a from b
raise a, b
raise (a, b)
import a
import a.b.c
import a as b, c.d as e
import a . b
import a,
import (a)
from a import b
from a import b as c, d
from a import (b, c as d,)
from a import b,
from a import (b)
from a import ()
from a import *
from a import (*)
from . import a
from .. import a
from ... import a
from .... import a
from . . import a
from .a.b import c
from ...a import *
from __future__ import annotations
from __future__ import (division, print_function)
from __future__ import print_function as p
from __future__ import nonsense
from a import b.c
from a.b import c
import a.b as c
global a
global a, b
nonlocal a
return
return 1
break
continue
if a: b
if a: b; c
if a: b
if a:
while a: break
for a in b: continue
for a in b, c: pass
for a, b in c: pass
for a, in b: pass
for (a, b) in c: pass
for [a, b] in c: pass
for a.b in c: pass
for a[b] in c: pass
for *a, b in c: pass
for a in *b, c: pass
for f() in a: pass
for a in b: pass
for a in lambda: 1: pass
if (a := 1): pass
if a := 1: pass
while a := 1: pass
class A: pass
class A(): pass
class A(B, C, metaclass=D, **e): pass
class A(*b): pass
def f(): pass
def f(a, b=1, *c, d, e=2, **g) -> h: pass
def f(a, /, b, *, c): pass
def f(a, b, /): pass
def f(*, a): pass
def f(*): pass
def f(a: int, b: str = 'x', *c: int, **d: int): pass
def f(a=1, b): pass
def f(a=1, /, b): pass
def f(a=1, *, b): pass
def f(**a, b): pass
def f(*a, *b): pass
def f(/, a): pass
def f(a, /, b, /): pass
def f((a, b)): pass
def f(a, a): pass
def f(a,): pass
def f(*a,): pass
def f(*a: *b): pass
def f(): return
def f(): return a, *b
def f(): return a := 1
def f(): yield
def f(): yield a, b
def f(): yield from a
def f(): x = yield a
def f(): await a
def f(): lambda: (yield)
def f(): return [x async for x in y]
async def f(): await a
async def f(): return [x async for x in y]
async def f(): return [await x for x in y]
with a: pass
with a as b: pass
with a as b, c as d: pass
with (a): pass
with (a, b): pass
with (a, b) as c: pass
with (a as b): pass
with (a as b, c as d): pass
with (a as b, c as d,): pass
with (a as b, c): pass
with (a), (b): pass
with (a) as b, c: pass
with a as (b, c): pass
with a as [b, c]: pass
with a as b.c, d as e[0]: pass
with a as f(): pass
with open(a) as b, open(c): pass
with (yield a): pass
with (a := b): pass
with a, b: pass
with (a, b), c: pass
with (a).b as c: pass
with (a)(b) as c: pass
with (): pass
with (a,): pass
with (a, *b): pass
with (a for a in b) as c: pass
async with a: pass
class A[T]: pass
def f[T](a: T) -> T: pass
type A[T] = list[T]
type A = int
@a
""".strip("\n").split("\n")

# Separated by a line of dashes.
BLOCKS = r"""
if a:
    b
elif c:
    d
elif e:
    f
else:
    g
---
if a:
    b
else:
    if c:
        d
    else:
        e
---
for a in b:
    break
else:
    c
---
while a:
    continue
else:
    b
---
try:
    a
except:
    b
---
try:
    a
except B:
    b
except (C, D) as e:
    c
except E.f as g:
    d
else:
    e
finally:
    f
---
try:
    a
finally:
    b
---
try:
    a
---
try:
    a
else:
    b
---
try:
    a
except:
    b
except C:
    c
---
try:
    a
except* B:
    b
except* (C, D) as e:
    c
---
try:
    a
except *B:
    b
---
try:
    a
except A as b.c:
    d
---
try:
    a
except A, e as f:
    b
---
try:
    a
except (A or B) as c:
    b
---
try: a
except: b
---
@a
@b.c(d)
@e[0]
@(lambda f: f)
@f := g
def h():
    pass
---
@a
class B:
    x = 1
    @property
    def c(self):
        return 1
---
@a

# comment
def b(): pass
---
@a
async def b():
    async with c as d, e:
        async for f in g:
            pass
        else:
            h
---
match a:
    case 1:
        b
    case "x" | 'y':
        c
    case [d, *e]:
        f
    case {"g": h, **i}:
        j
    case K(l, m=n):
        o
    case p.q:
        r
    case (1 as t):
        u
    case None | True | False:
        v
    case -1 | 1+2j:
        w
    case x if (y := x):
        z
    case _:
        pass
---
match a, b:
    case c, d:
        pass
---
match (a):
    case (b):
        pass
---
match a,:
    case [*_]:
        pass
---
match -a:
    case b: pass
---
match *a, b:
    case _: pass
---
match a:
    case A.B.C(d=E.f, g=h): pass
    case [(i, j) as k, {"l": [m]}]: pass
    case str() | int() as n: pass
    case {}: pass
---
match a:
    pass
---
match a:
---
match = {}
match["a"] = 1
match: int = 2
match.a = 3
match(a)
print(match)
---
type = 1
type: int = 2
type.b = 4
---
def f():
    def g():
        yield
    class A:
        pass
    return lambda: (yield)
---
def f(a=(yield)):
    pass
---
def f():
    def g(a=(yield)): pass
---
def f():
    global a, b
    nonlocal_ = 1
    def g():
        nonlocal nonlocal_
---
def f():
    from a import *
---
class A:
    return 1
---
class A:
    def f(self):
        return [x for x in self]
    break
---
for a in b:
    def f():
        break
---
for a in b:
    class A:
        continue
---
while a:
    try:
        break
    finally:
        continue
---
if a:
b
---
if a:
    # only a comment
b
---
if a:
    # only a comment
---
def f():
---
a
  b
---
if a:
    b
  c
---
if a:
    b
   # comment somewhere
    c
# comment
    d
---
if a:
	b
	c
---
if a:
	b
        c
---
if a:
        b
	c
---
if a:
    if b:
	c
---
if a:
  	b
  	c
---
if a:
       	b
if c:
         d
---
if a:
	b
	if c:
	    d
	e
---
if a:
 	b
	c
---
if a:
	 b
 	c
---
if a: \
    b
---
if a:
    \
    b
---
if a:
    b
\
c
---
if a:
    b
  \
    c
---
a = \
    1
---
a = 1 + \
  2 \
  + 3
b = 2
---
\
a = 1
---
  \
a = 1
---
a = (1 +
  2
    + 3
)
b = [
]
---
a = (
# comment
1, # another
    # third
)
---
a = (1
b = 2
---
a = 1)
---
a = (1]
---
a = [1, (2]
---
x = {
    'a': 1,
    **b,
    # c
    'd': [e
          for e in f],
}
---
x = '''
if a:
        deep
  ''' + '''
    '''
y = 1
---
def f():
    x = '''
y
'''
    return x
---
if a: pass
elif b: pass
else: pass
---
if a: pass
else if b: pass
---
if a: if b: pass
---
class A: x = 1; y = 2
---
x = 1 if a else \
    2
---
def f(
    a,
    b=1,
    # comment
    *c,
):
    pass
---
f(
    a,
    b=1,
    # comment
    **c
)
---
{% if a %}
DEBUG = True
{% endif %}
---
DEBUG = {{ debug }}
---
DEBUG = <%= debug %>
---
<<<<<<< HEAD
a = 1
=======
a = 2
>>>>>>> b
---
a = 1
b = = 2
c = 3
---
print "a"
---
print "a" % b, c
---
raise A, "b"
---
x = 0777
y = 10L
---
def f(a, (b, c)):
    pass
---
a = u"b" ur"c"
---
if a <> b: pass
---
exec "a" in b
---
x = 'a' if b else'c'
y = a if(b)else(c)
z = not(a)
w = a and(b)or(c)
v = [a for(a)in(b)if(c)]
---
return'a'
---
x = a if"b"else"c"
y = a in"b"and not"c"is"d"
---
def f():
    return"a"
    yield"b"
---
f"{a}" f'{b}' "c" '''d'''
---
x = f'''
{a:
>10}
'''
---
x = f"{a:{'>'}{10}}"
---
x = f"{a!r:^{width}.{precision}}"
---
x = f'{a}' \
    f'{b}'
---
x = (f'{a}'  # comment
     'b'  # comment
     rb'c')
---
x = ("a"  # b
     # c
     "d")
---
x = [
    a
    for a in b
    # comment
    if c
]
---
x = a.\
    b
---
x = a. b . c
---
x = a [0] (1)
---
lambda: (yield)
---
a = b if c else lambda: d
---
a = lambda x=lambda: 1, *, y: x
---
a = [lambda: x for x in y]
---
assert(a, "b")
---
del(a), b
---
for x in(1, 2):pass
---
import os, sys; from a import b
---
with a as b: c; d
---
x = (
    yield
)
---
def f():
    x = (
        yield
    )
    y = yield x, 1
    z = [(yield)]
---
def f():
    await_ = 1
    async_ = 2
---
async def f():
    x = await a + await b
    return await c, [d async for d in e if await g]
---
def f(a: (b := 1)) -> (c := 2): pass
---
"""

RAW = [
    b"",
    b"\n",
    b"\n\n\n",
    b"#",
    b"# comment",
    b"a = 1",
    b"a = 1 # b",
    b"a = 1\\",
    b"a = 1\\\n",
    b"a = \\\n1",
    b"a = 1 \\ \n",
    b"a = 1\\\n\n",
    b"\\",
    b"\\\n",
    b"(\\\n1)",
    b"a = 1\r\nb = 2\r\n",
    b"if a:\r\n    b\r\n\r\n    # c\r\n    d\r\n",
    b"a = '''b\r\nc'''\r\n",
    b"a = 'b\\\r\nc'\r\n",
    b"a = r'b\\\r\nc'\r\n",
    b"a = f'''{b}\r\n{c}'''\r\n",
    b"a = 1 + \\\r\n2\r\n",
    b"a = '''b\rc'''\n",
    b"a = 1\rb = 2\r",
    b"# x\rDEBUG=True\n",
    b"# x\r\n\rDEBUG=True\n",
    b"if a:\r    b\r    c\r",
    b"a = (1,\r2)\rb = 3",
    b"a = 1\n\r\nb = 2\n",
    b"a = '\\\rb'\n",
    b"\x0ca = 1\n",
    b"a = 1\n\x0cb = 2\n",
    b"a = 1\n\x0c\nb = 2\n",
    b"if a:\n    b\n\x0c    c\n",
    b"if a:\n    b\n    \x0c    c\n",
    b"if a:\n    b\n  \x0c  c\n",
    b"a =\x0c1\n",
    b"a =\x0b1\n",
    b"a = 1\x1a",
    b"a = 1\x00\n",
    b"\x00",
    b"# \x00\na = 1\n",
    b"a = '\x00'\n",
    b"a = '\x01\x1b\x7f'\n",
    b"a = \x01\n",
    b"a = 1 \x7f\n",
    b"\xef\xbb\xbfa = 1\n",
    b"\xef\xbb\xbf\xef\xbb\xbfa = 1\n",
    b"a = 1\n\xef\xbb\xbfb = 2\n",
    b"\xef\xbb\xbf# coding: utf-8\na = '\xc3\xa9'\n",
    b"\xef\xbb\xbf# coding: utf8\na = '\xc3\xa9'\n",
    b"\xef\xbb\xbf# coding: utf-8-sig\na = 1\n",
    b"\xef\xbb\xbf# coding: latin-1\na = 1\n",
    b"\xef\xbb\xbf# coding: ascii\na = 1\n",
    b"# coding: utf-8\na = '\xc3\xa9'\n",
    b"# coding: utf8\na = '\xc3\xa9'\n",
    b"# coding: UTF-8\na = '\xc3\xa9'\n",
    b"# coding: utf_8\na = '\xc3\xa9'\n",
    b"# coding: U8\na = '\xc3\xa9'\n",
    b"# coding: utf-8-sig\na = '\xc3\xa9'\n",
    b"# -*- coding: latin-1 -*-\na = '\xe9'\n",
    b"# vim: set fileencoding=iso-8859-1 :\na = '\xe9'\n",
    b"#!/usr/bin/python\n# coding=latin1\na = '\xe9'\n",
    b"\n# coding=latin1\na = '\xe9'\n",
    b"a = 1\n# coding=latin1\nb = '\xe9'\n",
    b"\n\n# coding=latin1\na = '\xe9'\n",
    b"  # coding: latin-1\na = '\xe9'\n",
    b"\x0c# coding: latin-1\na = '\xe9'\n",
    b"# coding: iso-8859-15\na = '\xa4'\n" if False else b"# coding: l1\na = '\xe9'\n",
    b"# coding: cp1252\na = '\x80\x93x\x94'\n",
    b"# coding: windows-1252\na = '\x80'\n",
    b"# coding: cp1252\na = '\x81'\n",
    b"# coding: ascii\na = 'a'\n",
    b"# coding: ascii\na = '\xe9'\n",
    b"# coding: us-ascii\na = '\xc3\xa9'\n",
    b"# coding: latin-1\na\xe9 = 1\n",
    b"# coding: latin-1\n# \xe9\na = b'\xe9'\n",
    b"# coding: nonsense\na = 1\n",
    b"# coding: utf-16\na = 1\n",
    b"# coding:\na = 1\n",
    b"# coding: latin-1 # coding: utf-8\na = '\xe9'\n",
    b"# encoding coding: latin-1\na = '\xe9'\n",
    b"# codingx: y coding: latin-1\na = '\xe9'\n",
    b"# a\r# coding: latin-1\ra = '\xe9'\n",
    b"a = '\xe9'\n",
    b"a = '\xc3\xa9'\n",
    b"# \xe9\na = 1\n",
    b"# \xff\n",
    b"a = '\xed\xa0\x80'\n",
    b"a = '\xf4\x90\x80\x80'\n",
    b"a = '\xc0\x80'\n",
    b"\xff\xfea\x00=\x001\x00\n\x00",
    b"\xfe\xff\x00a\x00=\x001\x00\n",
    b"a\x00=\x001\x00\n\x00",
    "a\u00a0= 1\n".encode(),
    "a =\u20281\n".encode(),
    "a\u200b = 1\n".encode(),
    "a\u2060 = 1\n".encode(),
    "a\ufeff = 1\n".encode(),
    "a\u202e = 1\n".encode(),
    "a\u3000= 1\n".encode(),
    "a\u0085b = 1\n".encode(),
    "a = '\u00a0\u200b\u2028\u0085\ufeff\u202e'\n".encode(),
    "# \u2028b = 1\na = 1\n".encode(),
    "\U0001d400LLOWED_HOSTS = ['*']\n".encode(),
    "\uff24\uff25\uff22\uff35\uff27 = True\n".encode(),
    "import \ufb01le as \uff46\nfrom \U0001d41a.\U0001d41b import \U0001d41c\n".encode(),
    "x.\U0001d41a(\U0001d41b=1)\ndef \U0001d41a(\U0001d41b=1): pass\n".encode(),
    "e\u0301 = \u00e9\nA\u030a = \u212b\n\u1e9b\u0323 = 1\n".encode(),
    "\u1100\u1161\u11a8 = \uac01\n\u0dd9\u0dcf = 1\n".encode(),
    "\u0410LLOWED = 1\n".encode(),
    "global_\u00aa = \u2160 = \u00b5 = 1\n".encode(),
    "a\u00b7 = a\u0387 = \u2118 = \u212e = 1\n".encode(),
    "\u00b2 = 1\n".encode(),
    "a\u00b2 = 1\n".encode(),
    "\u20ac = 1\n".encode(),
    "\U0001f600 = 1\n".encode(),
    "f(\u00e9='\u00e9', b=b'x', c=f'{\u00e9}\u00fc{\u00e0}')\n".encode(),
    "'\u00e9'; a; '\U0001f600'; b\n".encode(),
    "if a:\n".encode() + b" " * 70000 + b"b\n",
    "if a:\n".encode() + b" " * 65536 + b"b\nc\n",
    b"x = " + b"(" * 150 + b"1" + b")" * 150 + b"\n",
    b"x = " + b"(" * 201 + b"1" + b")" * 201 + b"\n",
    b"x = " + b"a + " * 3000 + b"1\n",
    b"x = " + b"a or " * 3000 + b"1\n",
    b"x = " + b"a < " * 3000 + b"1\n",
    b"x = " + b"'a' " * 3000 + b"\n",
    b"x = [" + b"1, " * 3000 + b"]\n",
    b"a = " * 3000 + b"1\n",
    b"if a: b\n" + b"elif c: d\n" * 3000 if sys.version_info < (3, 9) else b"if a: b\n" + b"elif c: d\n" * 50,
    b"".join(b" " * n + b"if a:\n" for n in range(95)) + b" " * 95 + b"b\n",
    b"".join(b" " * n + b"if a:\n" for n in range(101)) + b" " * 101 + b"b\n",
    b"x = 1" + b"0" * 4290 + b"\n",
    b"x = 1" + b"0" * 4300 + b"\n",
    b"x = 0x1" + b"0" * 4300 + b"\n",
]

# What only a younger CPython takes, and we do as well: asked only where CPython knows it.
SINCE = [
    ((3, 12), b"x = f'{a['b']}'\n"),
    ((3, 12), b"x = f'{\na\n}'\n"),
    ((3, 12), b"x = f'{a # b\n}'\n"),
    ((3, 12), b"x = f'{'\\n'.join(a)}'\n"),
    ((3, 12), b"x = f'''{'''a'''}'''\n"),
    ((3, 12), b"x = f'{f'{f'{a}'}'}'\n"),
    ((3, 12), b"class A[T, *U, **V]: pass\n"),
    ((3, 12), b"def f[T: int](a: T): pass\n"),
    ((3, 12), b"type A[T] = list[T]\ntype B = int\n"),
    ((3, 14), b"try:\n    a\nexcept B, C:\n    d\n"),
    ((3, 14), b"x = t'{a}'\n"),
]

# Inputs on which CPython changed its mind, or that we refuse on purpose.
YOUNGER = {
    "f'{a#b}'": (3, 12),
    "f'\\{a}'": (3, 12),
    "f'{a:\\n}'": (3, 12),
    "type X = int": (3, 12),
    "type A[T] = list[T]": (3, 12),
    "type A = int": (3, 12),
    "class A[T]: pass": (3, 12),
    "def f[T](a: T) -> T: pass": (3, 12),
}


# What CPython takes and we do not: a print statement of Python 2, though it is an expression as well;
# a tuple that is no context manager; bytes that no encoding is known for; indentation so wide that
# tree-sitter-python no longer can tell it from none.
REFUSED_ALL_THE_SAME = {
    b'print >>a, "b"\n',
    b"with (a, *b): pass\n",
    b"# \xe9\na = 1\n",
    b"# \xff\n",
    b"if a:\n" + b" " * 65536 + b"b\nc\n",
}


def all_cases():
    for line in EXPRESSIONS:
        if sys.version_info >= YOUNGER.get(line, (3, 0)):
            yield line.encode() + b"\n"
    for block in BLOCKS.split("---\n"):
        yield block.lstrip("\n").encode()
    yield from RAW
    for version, data in SINCE:
        if sys.version_info >= version:
            yield data
