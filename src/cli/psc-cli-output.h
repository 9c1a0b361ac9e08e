/* psc-cli-output.h: what goes to files and to standard output
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-atomic-file.h"

G_BEGIN_DECLS

gboolean psc_cli_write_output (const char   *path,
                               PscWriteFunc  write_func,
                               gpointer      user_data);
gboolean psc_cli_print_text   (GString      *text);
gboolean psc_cli_end_report   (gboolean      printed);
void     psc_cli_print_left_out (guint       n_left_out);

G_END_DECLS
