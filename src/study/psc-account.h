/* psc-account.h: where the area N x wall went
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-part-kind.h"
#include "psc-run.h"

G_BEGIN_DECLS

typedef struct
{
  gint64      begin_ns;
  gint64      end_ns;
  PscPartKind kind;
} PscPart;

/* A gap is at most: start, restart, hand-over, and then the task in hand,
 * down, or tail. */
#define PSC_MAX_GAP_PARTS 4

/* Exact integers: total_ns is n_lanes x wall, and the sum of parts_ns. */
typedef struct
{
  gint64 total_ns;
  gint64 parts_ns[PSC_N_PART_KINDS];
  gint64 steps_ns[PSC_MAX_STEPS]; /* PSC_PART_STEP, by step */

  /* The tasks that have run to their end. */
  gint64 cumulated_ns;            /* the sum of end - start */
  guint  n_run;
} PscAccount;

/* Reads the account of a run that goes on, again and again: each task is
 * looked at once. */
typedef struct _PscAccountReader PscAccountReader;

PscAccountReader *psc_account_reader_new  (PscRun           *run)
                                           G_GNUC_WARN_UNUSED_RESULT;
void              psc_account_reader_free (PscAccountReader *self);
void              psc_account_reader_read (PscAccountReader *self,
                                           gint64            wall_ns,
                                           PscAccount       *account);

void              psc_account_read        (PscRun           *run,
                                           gint64            wall_ns,
                                           PscAccount       *account);
void              psc_account_read_window (PscRun           *run,
                                           gint64            wall_ns,
                                           gint64            begin_ns,
                                           gint64            end_ns,
                                           PscAccount       *account);
gint64            psc_account_get_part_ns (const PscAccount *account,
                                           guint             part);
double            psc_account_get_occupancy (const PscAccount *account);
guint             psc_account_read_gap    (PscRun           *run,
                                           guint             lane,
                                           guint             position,
                                           gint64            wall_ns,
                                           PscPart          *parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscAccountReader, psc_account_reader_free)

G_END_DECLS
