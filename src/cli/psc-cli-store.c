/* psc-cli-store.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-cli-store"

#include "config.h"

#include "psc-cli-store.h"
#include "psc-cli.h"

static void
problem_cb (PscHistory *history,
            const char *problem,
            gpointer    user_data)
{
  psc_cli_print_error (problem);
}

/**
 * psc_cli_open_history:
 * @create: whether to make it where there is none
 *
 * Opens the user's history, which says by itself what is wrong with it.
 *
 * Returns: (transfer full) (nullable): the history; %NULL when there is none
 */
PscHistory *
psc_cli_open_history (gboolean create)
{
  g_autofree char *path = psc_history_dup_default_path ();
  PscHistory *history;

  if (!create && !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  history = psc_history_new (path);
  g_signal_connect (history, "problem", G_CALLBACK (problem_cb), NULL);

  return history;
}
