/* psc-test-pool.h: a directory and settings for real runs
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-test-utils.h"

G_BEGIN_DECLS

typedef struct
{
  char        *directory;
  PscSettings *settings;
} PscTestPool;

void    psc_test_pool_set_up      (PscTestPool   *fixture,
                                   gconstpointer  data);
void    psc_test_pool_tear_down   (PscTestPool   *fixture,
                                   gconstpointer  data);
PscRun *psc_test_pool_run_new     (PscTestPool   *fixture);
void    psc_test_pool_set_compute (PscSettings   *settings);
void    psc_test_pool_set_command (PscSettings   *settings,
                                   const char    *command);

G_END_DECLS
