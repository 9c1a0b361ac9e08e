/* psc-cli-parse.h: the values of options
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean psc_cli_parse_number    (const char      *option,
                                  const char      *text,
                                  guint            least,
                                  guint            most,
                                  guint           *number,
                                  GError         **error);
gboolean psc_cli_refuse_word     (const char      *option,
                                  const char      *text,
                                  const char      *words,
                                  GError         **error);
GStrv    psc_cli_parse_arguments (const char      *command,
                                  GOptionContext  *context,
                                  GStrv            argv,
                                  GError         **error)
                                  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
