#!/usr/bin/python3
# run-pseudo-locale.py: a language in which untranslated and cut texts show
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs a program with every text longer, accented and between brackets.

The texts are those that are in the source now.  What printf, Pango and GTK read
in them stays as it is.
"""

import argparse
import importlib.util
import os
import re
import subprocess
import sys
import tempfile

LANGUAGE = 'qps'

KEPT = re.compile(
    r"\\."                                   # escapes of the file's format
    r"|%(?:\d+\$)?[-+ #0']*\d*(?:\.\d+)?(?:hh|h|ll|l|z)?[A-Za-z%]"
    r"|</?[a-z]+>|&[a-z]+;"                  # markup
    r"|_\w"                                  # mnemonics
    r"|\{\}")                                # where a command has its file

LONGER = str.maketrans({
    'a': 'áá', 'e': 'éé', 'i': 'íí', 'o': 'óó', 'u': 'úú', 'c': 'ç', 'n': 'ñ',
    'A': 'ÁÁ', 'E': 'ÉÉ', 'I': 'ÍÍ', 'O': 'ÓÓ', 'U': 'ÚÚ', 'C': 'Ç', 'N': 'Ñ',
})


def load_extract():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'check-translation.py')
    spec = importlib.util.spec_from_file_location('check_translation', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.extract


def disguise(text):
    """Returns the translation of a text, in the file's format."""
    position = 0
    parts = []
    for match in KEPT.finditer(text):
        parts += [text[position:match.start()].translate(LONGER), match.group()]
        position = match.end()
    parts.append(text[position:].translate(LONGER))

    # A line's end must be the last of both, or of neither.
    ending = r'\n' if text.endswith(r'\n') else ''
    joined = ''.join(parts)
    return '[!!' + joined[:len(joined) - len(ending)] + '!!]' + ending


def translate(lines):
    """Yields the lines of a file that holds every text as its translation."""
    text = None
    for line in list(lines) + ['\n']:
        if text is not None and line.startswith('"'):
            text += line.strip()[1:-1]
            continue
        if text is not None:
            yield '%s "%s"\n' % (keyword, text if is_header else disguise(text))
            text = None

        if line.startswith('msgid '):
            is_header = line.strip() == 'msgid ""'
        elif line.startswith('"'):
            is_header = False
        if line.startswith('msgstr'):
            keyword, quoted = line.strip().split(' ', 1)
            text = quoted[1:-1]
        else:
            yield line


def main():
    parser = argparse.ArgumentParser(description='Runs a program in a pseudo-locale.')
    parser.add_argument('root')
    parser.add_argument('program')
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as scratch:
        template = os.path.join(scratch, 'poolscope.pot')
        load_extract()(arguments.root, template)
        english = subprocess.run(['msgen', '--lang=en', template], check=True,
                                 stdout=subprocess.PIPE, encoding='utf-8').stdout
        english = english.replace('nplurals=INTEGER; plural=EXPRESSION',
                                  'nplurals=2; plural=n != 1')
        catalog = os.path.join(scratch, LANGUAGE + '.po')
        with open(catalog, 'w', encoding='utf-8') as file:
            file.writelines(translate(english.splitlines(keepends=True)))

        messages = os.path.join(scratch, LANGUAGE, 'LC_MESSAGES')
        os.makedirs(messages)
        subprocess.run(['msgfmt', '--check-format', '--output-file',
                        os.path.join(messages, 'poolscope.mo'), catalog], check=True)
        environment = dict(os.environ, LANGUAGE=LANGUAGE, TEXTDOMAINDIR=scratch)
        return subprocess.run([arguments.program], env=environment, check=False).returncode


if __name__ == '__main__':
    sys.exit(main())
