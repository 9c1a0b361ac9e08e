/* psc-test-fault.h: scenarios in which something goes wrong
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-test-cli.h"

G_BEGIN_DECLS

/* One scenario.  What it starts carries its mark, and the end of the scenario
 * proves that nothing of it is left; a scenario that hangs is ended, and says
 * where. */
typedef struct
{
  char        *mark;      /* in the environment of all that it starts */
  char        *directory; /* of files, for runs */
  char        *tools;     /* stands first in PATH, and is empty at first */
  char        *path;      /* what PATH was before */
  PscSettings *settings;
} PscTestFault;

/* What a worker does wrong with its third file, as fault-worker.c calls it, and
 * how the run puts it: see psc_test_fault_lose_third(). */
typedef struct
{
  const char *path; /* of the test */
  const char *fault;
  const char *reason;
} PscTestFaultCase;

typedef void (*PscTestFaultFunc) (PscTestFault  *self,
                                  gconstpointer  data);

void    psc_test_fault_init      (int              *argc,
                                  char           ***argv);
void    psc_test_fault_add       (const char       *path,
                                  PscTestFaultFunc  func,
                                  gconstpointer     data);
void    psc_test_fault_add_case  (const PscTestFaultCase *wrong);
void    psc_test_fault_make_files (PscTestFault    *self,
                                  guint             n_files);
void    psc_test_fault_set_step  (PscTestFault     *self,
                                  const char       *definition);
void    psc_test_fault_add_tool  (PscTestFault     *self,
                                  const char       *name,
                                  const char       *script);
void    psc_test_fault_set_worker (PscTestFault    *self,
                                  const char       *fault,
                                  guint             n_workers);
PscRun *psc_test_fault_run_new   (PscTestFault     *self)
                                  G_GNUC_WARN_UNUSED_RESULT;
PscRun *psc_test_fault_run       (PscTestFault     *self,
                                  GError          **error)
                                  G_GNUC_WARN_UNUSED_RESULT;
PscRun *psc_test_fault_lose_third (PscTestFault    *self,
                                  const char       *fault,
                                  const char       *reason)
                                  G_GNUC_WARN_UNUSED_RESULT;

/* Each outcome's number, and none of another kind. */
#define psc_test_fault_assert_outcomes(run, n_ok, outcome, n_other)            \
  G_STMT_START {                                                               \
    g_assert_cmpuint (psc_run_get_n_outcome ((run), PSC_OUTCOME_OK), ==,       \
                      (n_ok));                                                 \
    g_assert_cmpuint (psc_run_get_n_outcome ((run), (outcome)), ==, (n_other)); \
    g_assert_cmpuint (psc_run_get_n_tasks (run), ==, (n_ok) + (n_other));      \
  } G_STMT_END

/* The first task with @outcome says @part in its reason. */
void    psc_test_fault_assert_reason (PscRun       *run,
                                  PscOutcome        outcome,
                                  const char       *part);

G_END_DECLS
