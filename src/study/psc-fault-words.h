/* psc-fault-words.h: what faults do to pools, in words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-findings.h"
#include "psc-run.h"

G_BEGIN_DECLS

/* What goes wrong on purpose. */
typedef enum
{
  PSC_FAULT_DEATH, /* a worker is killed with a file in hand */
  PSC_FAULT_STOP,  /* a worker is stopped, and does not answer */
  PSC_FAULT_HANG,  /* the step of a file does not end */
  PSC_FAULT_CRASH, /* the step of a file is ended by a signal */
} PscFault;
#define PSC_N_FAULTS 4

const char *psc_fault_get_title    (PscFault  fault);
const char *psc_fault_get_question (PscFault  fault);
const char *psc_fault_get_plan     (PscFault  fault);
GPtrArray  *psc_fault_read         (PscFault  fault,
                                    PscRun   *run)
                                    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
