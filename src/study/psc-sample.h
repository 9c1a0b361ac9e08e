/* psc-sample.h: what repeated measurements say, and what they do not
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All are NAN when there is no value. */
typedef struct
{
  double median;
  double min;
  double max;
  double mad;        /* the median distance from the median */
  guint  n;          /* how many values */
  guint  n_outliers; /* values far off, by psc_sample_is_outlier() */
} PscSample;

typedef enum
{
  PSC_VERDICT_UNKNOWN, /* too few values to tell */
  PSC_VERDICT_SAME,    /* no difference larger than the noise */
  PSC_VERDICT_LESS,
  PSC_VERDICT_MORE,
} PscVerdict;

/* With fewer values, chance alone keeps a pair of samples apart too often. */
#define PSC_SAMPLE_MIN_VALUES 3

void       psc_sample_read          (const double    *values,
                                     guint            n_values,
                                     PscSample       *sample);
gboolean   psc_sample_is_outlier    (const PscSample *self,
                                     double           value);
double     psc_sample_get_noise     (const PscSample *self);
double     psc_sample_rank_test     (const double    *a,
                                     guint            n_a,
                                     const double    *b,
                                     guint            n_b);
PscVerdict psc_sample_compare       (const double    *a,
                                     guint            n_a,
                                     const double    *b,
                                     guint            n_b);

G_END_DECLS
