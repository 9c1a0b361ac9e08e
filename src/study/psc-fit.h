/* psc-fit.h: laws of speed-up, fitted to wall times
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PSC_LAW_AMDAHL, /* T(N) = T(1) (s + (1 - s) / N) */
  PSC_LAW_USL,    /* T(N) = T(1) (1 + s (N - 1) + k N (N - 1)) / N */
} PscLaw;
#define PSC_N_LAWS 2

typedef struct
{
  PscLaw   law;
  double   one;       /* T(1) as the law has it, in the unit of the times */
  double   serial;    /* s: the serial share, or contention */
  double   coherence; /* k: what workers cost each other; 0 with Amdahl */
  double   residual;  /* of a time, as a share of it */
  gboolean describes; /* the law may be shown as what happens here */
} PscFit;

gboolean    psc_fit_read        (PscLaw        law,
                                 const guint  *workers,
                                 const double *times,
                                 guint         n_points,
                                 PscFit       *fit);
double      psc_fit_predict     (const PscFit *self,
                                 guint         workers);
double      psc_fit_get_best    (const PscFit *self);

const char *psc_law_to_string   (PscLaw        law);

G_END_DECLS
