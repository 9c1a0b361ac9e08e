/* psc-histogram.h: how many tasks took how long
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

/* Instead of a step: from a task's start to its end. */
#define PSC_WHOLE_TASK (-1)

typedef struct
{
  gint64 begin_ns; /* lengths from here on */
  gint64 end_ns;   /* and below this */
  guint  count;
  guint  longest;  /* index of the task; valid if there is one */
} PscBin;

/* The bins adjoin each other and hold all lengths.  Where the longest takes 30
 * times as long as the shortest, and more, the axis is logarithmic.  Bins are
 * equally wide on the axis, as wide as Freedman and Diaconis propose: twice
 * the range of the middle half by the cubic root of the number of lengths; but
 * there are 5 to 60 of them. */
typedef struct _PscHistogram PscHistogram;

PscHistogram *psc_histogram_new           (PscRun             *run,
                                           int                 step)
                                           G_GNUC_WARN_UNUSED_RESULT;
void          psc_histogram_free          (PscHistogram       *self);

guint         psc_histogram_get_n_lengths (const PscHistogram *self);
guint         psc_histogram_get_n_bins    (const PscHistogram *self);
const PscBin *psc_histogram_get_bin       (const PscHistogram *self,
                                           guint               bin);
guint         psc_histogram_get_fullest   (const PscHistogram *self);
int           psc_histogram_find_task     (const PscHistogram *self,
                                           PscRun             *run,
                                           guint               task);
gboolean      psc_histogram_is_logarithmic (const PscHistogram *self);
double        psc_histogram_get_position  (const PscHistogram *self,
                                           gint64              length_ns);
gint64        psc_histogram_get_median_ns (const PscHistogram *self);
gint64        psc_histogram_get_mean_ns   (const PscHistogram *self);
char         *psc_histogram_dup_summary   (const PscHistogram *self)
                                           G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscHistogram, psc_histogram_free)

G_END_DECLS
