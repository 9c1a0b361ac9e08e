/* psc-plain-text.h: tables and paragraphs, for a terminal
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void psc_plain_text_append_table (GString    *text,
                                  GPtrArray  *rows,
                                  const char *columns);
void psc_plain_text_append_lines (GString    *text,
                                  const char *paragraph);

G_END_DECLS
