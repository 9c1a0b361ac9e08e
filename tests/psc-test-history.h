/* psc-test-history.h: what the tests of the history share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history.h"

G_BEGIN_DECLS

typedef struct
{
  char       *directory;
  char       *path;    /* of the database, in a directory that is to be made */
  PscHistory *history; /* (nullable) */
} PscTestHistory;

#define PSC_TEST_HISTORY_ADD(path, func)                                  \
  g_test_add (path, PscTestHistory, NULL, psc_test_history_set_up, func,  \
              psc_test_history_tear_down)

void             psc_test_history_set_up    (PscTestHistory  *fixture,
                                             gconstpointer    data);
void             psc_test_history_tear_down (PscTestHistory  *fixture,
                                             gconstpointer    data);
void             psc_test_history_close     (PscTestHistory  *fixture);
void             psc_test_history_open      (PscTestHistory  *fixture);
guint            psc_test_history_count     (PscTestHistory  *fixture);
PscHistoryEntry *psc_test_history_get_entry (PscTestHistory  *fixture,
                                             guint            position);
PscRun          *psc_test_history_read_run  (PscTestHistory  *fixture,
                                             PscHistoryEntry *entry,
                                             GError         **error);
char            *psc_test_history_document  (PscRun          *run);
void             psc_test_history_assert_kept (PscTestHistory *fixture,
                                             guint            position,
                                             PscRun          *run);
PscRun          *psc_test_history_keep      (PscTestHistory  *fixture,
                                             guint32          seed);

G_END_DECLS
