/* psc-cli-settings.h: the options that runs and sweeps share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-settings.h"

G_BEGIN_DECLS

/* The options as GOption gives them: text, so that what is wrong with a
 * number can be said. */
typedef struct
{
  char     *chunk_size;
  char     *tasks_per_worker;
  char     *work;
  char     *seed;
  char     *streams;
  gboolean  global_lock;
  char     *step_timeout;
  char    **steps;
} PscCliSettings;

void     psc_cli_settings_add_entries (PscCliSettings        *self,
                                       GOptionContext        *context);
gboolean psc_cli_settings_parse       (const PscCliSettings  *self,
                                       PscSettings           *settings,
                                       GError               **error);
void     psc_cli_settings_clear       (PscCliSettings        *self);

G_END_DECLS
