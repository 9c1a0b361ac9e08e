/* psc-cli-parse.h: the values of options
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-figure-file.h"

G_BEGIN_DECLS

gboolean psc_cli_parse_number      (const char          *option,
                                    const char          *text,
                                    guint                least,
                                    guint                most,
                                    guint               *number,
                                    GError             **error);
gboolean psc_cli_refuse_word       (const char          *option,
                                    const char          *text,
                                    const char          *words,
                                    GError             **error);
gboolean psc_cli_parse_chart       (const char          *chart,
                                    const char          *size,
                                    PscFigureOptions    *figure,
                                    GError             **error);
gboolean psc_cli_check_outputs     (const char * const  *outputs,
                                    guint                n_outputs,
                                    GError             **error);
gboolean psc_cli_check_directories (char               **directories,
                                    GError             **error);

G_END_DECLS
