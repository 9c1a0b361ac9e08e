#!/usr/bin/python3
# check-menus.py: each entry of a menu has a letter of its own
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks the mnemonics of the menus, in the source and in each language.

GTK takes the next entry in turn when two of them share a letter, so that
nothing but a look at every menu in every language tells.
"""

import argparse
import glob
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree


def read_texts(translation):
    """The texts of a language by those of the source."""
    texts = {}
    key = None
    output = subprocess.run(['msgattrib', '--translated', '--no-obsolete', '--no-wrap',
                             translation], check=True, capture_output=True,
                            text=True).stdout
    for line in output.splitlines():
        if line.startswith('msgid "'):
            key = line[7:-1]
        elif line.startswith('msgstr "') and key:
            texts[key] = line[8:-1]

    return texts


def find_letter(label):
    plain = label.replace('__', '')
    position = plain.find('_')

    return plain[position + 1].lower() if 0 <= position < len(plain) - 1 else None


def collect(node, own):
    """Yields each menu as the labels that are open at the same time."""
    for child in node:
        if child.tag == 'section':
            yield from collect(child, own)
        elif child.tag == 'item' or child.tag == 'submenu':
            label = child.find("attribute[@name='label']").text
            own.append(label)
            if child.tag == 'submenu':
                below = []
                yield from collect(child, below)
                yield below


def check_menu(where, labels, texts):
    taken = {}
    good = True
    for label in labels:
        text = texts.get(label, label)
        letter = find_letter(text)
        if letter is None:
            print(f'{where}: “{text}” has no letter')
            good = False
        elif letter in taken:
            print(f'{where}: “{text}” and “{taken[letter]}” have the same letter')
            good = False
        taken[letter] = text

    return good


def main():
    parser = argparse.ArgumentParser(description='Checks the mnemonics of menus.')
    parser.add_argument('root')
    arguments = parser.parse_args()
    languages = {'en': {}}
    for path in sorted(glob.glob(os.path.join(arguments.root, 'po', '*.po'))):
        languages[os.path.basename(path)[:-3]] = read_texts(path)

    n_menus = 0
    good = True
    for path in sorted(glob.glob(os.path.join(arguments.root, 'src', 'app', '*.ui'))):
        for menu in ElementTree.parse(path).getroot().iter('menu'):
            own = []
            for labels in [*collect(menu, own), own]:
                n_menus += 1
                for language, texts in languages.items():
                    where = f'{os.path.basename(path)}: {menu.get("id")}: {language}'
                    good = check_menu(where, labels, texts) and good

    print(f'Menus: {n_menus}')

    return 0 if good and n_menus > 0 else 1


if __name__ == '__main__':
    sys.exit(main())
