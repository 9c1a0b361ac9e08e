/* psc-fault-trial.h: a run in which something goes wrong on purpose
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-fault-words.h"

G_BEGIN_DECLS

#define PSC_TYPE_FAULT_TRIAL (psc_fault_trial_get_type ())
G_DECLARE_FINAL_TYPE (PscFaultTrial, psc_fault_trial, PSC, FAULT_TRIAL,
                      GObject)

char          *psc_fault_trial_find_sample (void) G_GNUC_WARN_UNUSED_RESULT;

PscFaultTrial *psc_fault_trial_new         (PscFault       fault,
                                            PscListing    *listing)
                                            G_GNUC_WARN_UNUSED_RESULT;
PscRun        *psc_fault_trial_get_run     (PscFaultTrial *self);

G_END_DECLS
