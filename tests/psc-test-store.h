/* psc-test-store.h: what the tests of exports share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "psc-atomic-file.h"
#include "psc-run.h"

G_BEGIN_DECLS

/* The tasks of psc_test_store_run_new(), as indices. */
enum
{
  PSC_TEST_OK,       /* a plain name, all steps well */
  PSC_TEST_FORMULA,  /* a name and an output that are formulas */
  PSC_TEST_BYTES,    /* a name and an output that are not UTF-8 */
  PSC_TEST_LINES,    /* line ends and quotes in name and output; exits 1 */
  PSC_TEST_KILLED,   /* a signal ended its first step */
  PSC_TEST_LOST,     /* its worker died in the compute step */
  PSC_TEST_STOPPED,  /* never began */
  PSC_TEST_N_TASKS
};

PscRun   *psc_test_store_run_new (void);
char     *psc_test_store_write   (PscWriteFunc  write,
                                  PscRun       *run,
                                  gsize        *length);
JsonNode *psc_test_store_parse   (PscWriteFunc  write,
                                  PscRun       *run);

G_END_DECLS
