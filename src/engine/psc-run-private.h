/* psc-run-private.h: the inside of a run, for the files that implement it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-recorder-private.h"

G_BEGIN_DECLS

struct _PscRun
{
  GObject      parent_instance;

  /* Owned */
  PscSettings *settings;
  PscListing  *listing;
  PscMachine  *machine;
  GMainContext *context;
  GDateTime   *started;
  GDateTime   *again_of; /* (nullable) */
  PscRecorder *recorder;
  PscBatch    *batch;
  GPtrArray   *lane_tasks;   /* GArray of guint32 indices, by lane */
  GPtrArray   *lane_workers; /* GArray of guint32 indices, by lane */
  GPtrArray   *lane_silences; /* GArray of guint32 indices, by lane */
  GArray      *workers;      /* PscWorkerRecord */
  GArray      *silences;     /* PscSilence */
  guint8      *known;        /* by task: whether a batch has named it */

  gint64       t0_ns;
  gint64       t1_ns;
  gint64       dry_ns;
  gint64       cpu_ns;
  gint64       slept_ns;
  guint        n_ended;
  guint        n_outcomes[PSC_N_OUTCOMES];
  guint        n_causes[PSC_N_CAUSES];
  PscRunState  state;
  guint        kept : 1; /* of the past */
};

G_END_DECLS
