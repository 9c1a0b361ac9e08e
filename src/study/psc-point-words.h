/* psc-point-words.h: points in words, the same wherever they are named
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-point.h"

G_BEGIN_DECLS

char *psc_point_dup_longer     (PscPoint  *slow,
                                PscPoint  *fast)
                                G_GNUC_WARN_UNUSED_RESULT;
char *psc_point_dup_comparison (PscPoint  *slow,
                                PscPoint  *fast)
                                G_GNUC_WARN_UNUSED_RESULT;

/* An array of points, as a sweep has it, and one of them. */
char *psc_points_dup_label     (GPtrArray *points,
                                PscPoint  *point)
                                G_GNUC_WARN_UNUSED_RESULT;
char *psc_points_dup_verdict   (GPtrArray *points,
                                PscPoint  *point)
                                G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
