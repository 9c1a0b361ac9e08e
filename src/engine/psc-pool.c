/* psc-pool.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-pool"

#include "config.h"

#include "psc-pool.h"

void
psc_pool_execute_async (PscRun *run, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
}
gboolean
psc_pool_execute_finish (PscRun *run, GAsyncResult *result, GError **error)
{
  return TRUE;
}
