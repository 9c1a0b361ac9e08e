/* psc-text-table.h: a table of plain text, for a terminal
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void psc_text_table_append (GString    *text,
                            GPtrArray  *rows,
                            const char *columns);

G_END_DECLS
