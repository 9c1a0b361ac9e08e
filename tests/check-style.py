#!/usr/bin/python3
# check-style.py: what a program can check of the house style
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks the source tree against CONTRIBUTING.md.

Prints one line for each finding, "file:line: message [rule]", and exits with
status 1 when there is any.  What cannot be parsed by looking at lines is left
to the compiler and to the reader.
"""

import argparse
import fnmatch
import os
import re
import subprocess
import sys

MAX_WIDTH = 100
MAX_FILE_LINES = 600
MAX_FUNCTION_LINES = 60

# Which layers a layer may include, itself among them.
LAYERS = {
    'engine': {'engine'},
    'worker': {'engine', 'worker'},
    'study': {'engine', 'study'},
    'store': {'engine', 'study', 'store'},
    'chart': {'engine', 'study', 'chart'},
    'cli': {'engine', 'study', 'store', 'chart', 'cli'},
    'app': {'engine', 'study', 'store', 'chart', 'app'},
}

# The libraries that only some layers may include.
LIBRARIES = {
    re.compile(r'g[dst]k[/.]|adwaita\.h|adw[-.]'): {'app'},
    re.compile(r'cairo|pango/'): {'chart', 'cli', 'app'},
    re.compile(r'json-glib/'): {'store', 'cli', 'app'},
    re.compile(r'sqlite3\.h'): {'store'},
}

# Only the programs for people print; a worker's standard output carries
# nothing but frames.
PRINTING = re.compile(r'\b(v?f?printf|f?puts|putchar|g_print)\s*\(')
PRINTING_LAYERS = {'cli', 'app'}
UNSAFE = re.compile(r'\b(v?sprintf|strcpy|strcat|gets|system|popen|strtok|alloca)\s*\(')

MARKS = re.compile(r'\b(%s)\b' % '|'.join(('TO' 'DO', 'FIX' 'ME', 'X' 'XX', 'W' 'IP')))
TRANSLATED = re.compile(r'\b(N?C?_|ngettext|g_dp?n?gettext2?) ?\(')
# xgettext does not know GLib's macros and ends the text before them.
BROKEN_TEXT = re.compile(TRANSLATED.pattern + r'(?:[\s,]*"(?:\\.|[^"\\\n])*")+\s*G_\w+_FORMAT')
# The marks of translation stand close to their text, as everywhere in GNOME.
CALL = re.compile(r'\b(?!(?:N?C?_)\()[A-Za-z_]\w*\(')
INCLUDE = re.compile(r'#\s*include\s+(<[^>]+>|"[^"]+")')
LITERAL = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)

# Texts of others and pictures; files whose texts cannot be broken into lines;
# files that are long by nature.
NOT_OURS = ('COPYING', 'data/sample/*', 'tests/corpus/*', 'tests/data/*', '*.po', '*.pot',
            '*.png', '*.gz')
WIDE = ('*.svg', '*.md', 'NEWS', '*.ui', '*.desktop.in', '*.metainfo.xml.in',
        'tests/fault-matrix.txt')
LONG = ('*.md', 'NEWS', '*.svg')
SCRIPTS = ('*.py', 'build-aux/*', '.ci/*', 'data/completions/poolscope*')

RULES = {
    'layer': 'includes never go up',
    'library': 'GTK, cairo, JSON and SQLite stay in their layers',
    'private': 'a private header stays in its layer',
    'width': 'no line above %d columns' % MAX_WIDTH,
    'tab': 'no tabs',
    'blank': 'no blanks at the end of a line',
    'newline': 'one newline at the end of a file',
    'file-length': 'no file above %d lines' % MAX_FILE_LINES,
    'function-length': 'no function above %d lines' % MAX_FUNCTION_LINES,
    'call': 'a space before (',
    'pragma': '#pragma once in headers',
    'license': 'an SPDX line',
    'log-domain': 'G_LOG_DOMAIN is the name of the file',
    'include': 'config.h, system headers, own headers, each group sorted',
    'mark': 'no marks for later work',
    'potfiles': 'po/POTFILES names what is translated',
    'text': 'no macro inside a text to translate',
    'doc': 'a doc comment on each public function',
    'print': 'only the programs for people print',
    'unsafe': 'no unbounded or shell-running function of C',
    'assert': 'tests use g_assert_*',
}


def matches(path, patterns):
    return any(fnmatch.fnmatch(path, pattern) for pattern in patterns)


def blank_out(text, match):
    """Replaces a match by blanks, so that every position stays where it was."""
    return re.sub(r'[^\n]', ' ', match.group())


def layer_of(path):
    parts = path.split('/')

    return parts[1] if len(parts) > 2 and parts[0] == 'src' else None


def line_of(text, position):
    return text.count('\n', 0, position) + 1


class Source:
    """One file: its text, and for C the same without comments and strings."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.lines = text.split('\n')
        self.layer = layer_of(path)
        self.is_header = path.endswith('.h')
        self.is_c = self.is_header or path.endswith('.c')
        self.is_test = path.startswith('tests/')
        self.stem = os.path.splitext(os.path.basename(path))[0]

        if self.is_c:
            self.code = LITERAL.sub(lambda match: blank_out(text, match), text)
            self.includes = self.find_includes()

    def find_includes(self):
        """The (line, name) of each #include, the name with its delimiters."""
        found = []

        for number, line in enumerate(self.lines, 1):
            match = INCLUDE.match(line)
            if match:
                found.append((number, match.group(1)))

        return found


class Checker:
    def __init__(self, root, paths):
        self.root = root
        self.sources = []
        self.findings = []

        for path in paths:
            if matches(path, NOT_OURS):
                continue
            with open(os.path.join(root, path), 'rb') as stream:
                data = stream.read()
            self.sources.append(Source(path, data.decode('utf-8')))

        self.layer_of_header = {
            os.path.basename(source.path): source.layer
            for source in self.sources if source.is_c and source.is_header and source.layer
        }

    def report(self, source, line, rule, message):
        assert rule in RULES
        path = source if isinstance(source, str) else source.path
        self.findings.append((path, line, message, rule))

    def check(self):
        for source in self.sources:
            self.check_text(source)
            if source.is_c:
                self.check_layers(source)
                self.check_includes(source)
                self.check_code(source)
                self.check_functions(source)
            if source.is_c and source.is_header and source.layer:
                self.check_docs(source)

        self.check_potfiles()

        return sorted(self.findings)

    def check_text(self, source):
        wide = matches(source.path, WIDE)

        for number, line in enumerate(source.lines, 1):
            if len(line) > MAX_WIDTH and not wide:
                self.report(source, number, 'width',
                            '%d columns, at most %d' % (len(line), MAX_WIDTH))
            if '\t' in line:
                self.report(source, number, 'tab', 'a tab')
            if line != line.rstrip():
                self.report(source, number, 'blank', 'blanks at the end of the line')
            mark = MARKS.search(line)
            if mark:
                self.report(source, number, 'mark',
                            'a mark for later work: ' + mark.group())

        n_lines = len(source.lines) - 1
        if source.text and (source.text.endswith('\n\n') or not source.text.endswith('\n')):
            self.report(source, n_lines + 1, 'newline', 'the file must end in one newline')
        if n_lines > MAX_FILE_LINES and not matches(source.path, LONG):
            self.report(source, n_lines, 'file-length',
                        '%d lines, at most %d' % (n_lines, MAX_FILE_LINES))

        if source.is_c or matches(source.path, SCRIPTS):
            if not any('SPDX-License-Identifier: GPL-3.0-or-later' in line
                       for line in source.lines[:8]):
                self.report(source, 1, 'license',
                            'no “SPDX-License-Identifier: GPL-3.0-or-later” in the first lines')

    def check_layers(self, source):
        if source.layer not in LAYERS:
            return

        allowed = LAYERS[source.layer]
        for number, include in source.includes:
            name = include[1:-1]
            layer = self.layer_of_header.get(os.path.basename(name))

            if include.startswith('"') and layer and layer not in allowed:
                self.report(source, number, 'layer',
                            '%s may not include %s of %s' % (source.layer, name, layer))
            elif name.endswith('-private.h') and layer and layer != source.layer:
                self.report(source, number, 'private', '%s is private to %s' % (name, layer))
            for library, layers in LIBRARIES.items():
                if library.match(name) and source.layer not in layers:
                    self.report(source, number, 'library',
                                '%s may not include %s' % (source.layer, name))

    def check_includes(self, source):
        includes = source.includes

        if source.is_header:
            first = re.search(r'^#.*', source.text, re.MULTILINE)
            if not first or first.group() != '#pragma once':
                self.report(source, 1, 'pragma', 'a header begins with #pragma once')
        else:
            if not includes or includes[0][1] != '"config.h"':
                self.report(source, includes[0][0] if includes else 1, 'include',
                            'the first header is config.h')
            includes = [entry for entry in includes if entry[1] != '"config.h"']

        if source.layer and not source.is_header and source.stem != 'main':
            domain = re.search(r'^#.*', source.text, re.MULTILINE)
            wanted = '#define G_LOG_DOMAIN "%s"' % source.stem
            if not domain or domain.group() != wanted:
                self.report(source, 1, 'log-domain', 'the first directive is ' + wanted)

        # '"' sorts before '<', hence the order of the groups is said apart.
        for (_, before), (number, include) in zip(includes, includes[1:]):
            key_before = (before[0] == '"', before)
            key = (include[0] == '"', include)
            if key == key_before:
                self.report(source, number, 'include', '%s twice' % include)
            elif key < key_before:
                self.report(source, number, 'include', '%s stands before %s' % (include, before))

    def check_code(self, source):
        for number, line in enumerate(source.code.split('\n'), 1):
            define = re.match(r'\s*#\s*define\s+\w+\(?', line)
            match = CALL.search(line, define.end() if define else 0)
            if match:
                self.report(source, number, 'call', 'no space before ( in “%s”' % match.group())

            match = UNSAFE.search(line)
            if match:
                self.report(source, number, 'unsafe', '%s is not used here' % match.group(1))

            match = PRINTING.search(line)
            if match and source.layer and source.layer not in PRINTING_LAYERS:
                self.report(source, number, 'print', '%s in %s' % (match.group(1), source.layer))

            if source.is_test and re.search(r'\bg_assert \(', line):
                self.report(source, number, 'assert',
                            'g_assert may be compiled out: use g_assert_*')

        for match in BROKEN_TEXT.finditer(source.text):
            self.report(source, line_of(source.text, match.end()), 'text',
                        'a macro cuts the text that is translated: format the number apart')

    def check_functions(self, source):
        """House style has a function's braces, and only them, in column 0."""
        lines = source.code.split('\n')
        begin = None

        for number, line in enumerate(lines, 1):
            if line.rstrip() == '{':
                head = []
                for before in reversed(lines[:number - 1]):
                    if before.strip() == '' or before.rstrip().endswith((';', '}')):
                        break
                    head.insert(0, before)
                is_function = re.search(r'\w+ \(', ' '.join(head))
                begin = number if is_function else None
            elif line.startswith('}') and begin is not None:
                n_lines = number - begin - 1
                if n_lines > MAX_FUNCTION_LINES:
                    self.report(source, begin, 'function-length',
                                'a function of %d lines, at most %d'
                                % (n_lines, MAX_FUNCTION_LINES))
                begin = None

    def check_docs(self, header):
        texts = [source.text for source in self.sources
                 if source.is_c and source.layer == header.layer
                 and (source is header or not source.is_header)]

        for name, position in find_prototypes(header.code):
            documented = re.compile(
                r'/\*\*\n \* %s:\n(?:(?!\*/).)*\*/\n(?:[^\n;{}]+\n){1,3}%s \('
                % (name, name), re.DOTALL)
            if not any(documented.search(text) for text in texts):
                self.report(header, line_of(header.code, position), 'doc',
                            'no doc comment above the definition of %s' % name)

    def check_potfiles(self):
        potfiles = 'po/POTFILES'
        listed = {}

        for source in self.sources:
            if source.path == potfiles:
                for number, line in enumerate(source.lines, 1):
                    if line and not line.startswith('#'):
                        listed[line] = number

        for path, number in listed.items():
            if not os.path.exists(os.path.join(self.root, path)):
                self.report(potfiles, number, 'potfiles', 'there is no file ' + path)
        if list(listed) != sorted(listed):
            self.report(potfiles, 1, 'potfiles', 'the names are not sorted')

        for source in self.sources:
            number = find_translated(source)
            if number and source.path not in listed:
                self.report(source, number, 'potfiles',
                            'translated, but not named in ' + potfiles)


def find_translated(source):
    """The line of the first text to translate, or None."""
    if source.is_c and not source.is_test:
        match = TRANSLATED.search(source.code)
    elif source.path.endswith('.ui'):
        match = re.search(r'translatable="(?:yes|true)"', source.text)
    elif source.path.endswith(('.desktop.in', '.metainfo.xml.in', '.gschema.xml')):
        return 1
    else:
        match = None

    return line_of(source.text, match.start()) if match else None


def find_prototypes(code):
    """The (name, position) of each function that a header declares."""
    def blank(match):
        return blank_out(code, match)

    code = re.sub(r'^[ ]*#(?:[^\n]*\\\n)*[^\n]*', blank, code, flags=re.MULTILINE)
    # From the inside to the outside; a body ends a statement as ";" does.
    previous = None
    while previous != code:
        previous = code
        code = re.sub(r'\{[^{}]*\}', lambda match: blank(match)[:-1] + ';', code)

    position = 0
    for statement in code.split(';'):
        match = re.search(r'\b(_?psc_\w+)\s*\(', statement)
        # Macros of GObject define these.
        if match and not match.group(1).endswith(('_get_type', '_quark')):
            yield match.group(1), position + match.start()
        position += len(statement) + 1


def list_files(root):
    """The project's files: what git tracks or would, else all but builds."""
    git = ['git', '-C', root]
    try:
        top = subprocess.run(git + ['rev-parse', '--show-toplevel'], check=True,
                             capture_output=True, text=True).stdout.rstrip('\n')
        if os.path.realpath(top) == os.path.realpath(root):
            listed = subprocess.run(
                git + ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
                check=True, capture_output=True, text=True).stdout
            return sorted(path for path in set(listed.split('\0')) - {''}
                          if os.path.isfile(os.path.join(root, path)))
    except (OSError, subprocess.CalledProcessError):
        pass

    found = []
    for directory, subdirectories, names in os.walk(root):
        subdirectories[:] = [name for name in subdirectories
                             if not matches(name, ('_build*', 'build', '.git', '__pycache__'))]
        found.extend(os.path.relpath(os.path.join(directory, name), root) for name in names)

    return sorted(found)


def main():
    parser = argparse.ArgumentParser(description='Checks the house style.')
    parser.add_argument('root', nargs='?', default='.', help='the source tree')
    parser.add_argument('--list-rules', action='store_true', help='print the rules and leave')
    arguments = parser.parse_args()

    if arguments.list_rules:
        for rule, meaning in RULES.items():
            print('%s: %s' % (rule, meaning))
        return 0

    paths = list_files(arguments.root)
    if not paths:
        print('%s: no file to check' % arguments.root, file=sys.stderr)
        return 2

    findings = Checker(arguments.root, paths).check()
    for path, line, message, rule in findings:
        print('%s:%d: %s [%s]' % (path, line, message, rule))
    if findings:
        print('Findings in %d files: %d' % (len(paths), len(findings)))

    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
