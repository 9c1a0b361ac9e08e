/* psc-palette.h: the chart's colors
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-account.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_PALETTE_LIGHT,
  PSC_PALETTE_DARK,
  PSC_PALETTE_HIGH_CONTRAST_LIGHT,
  PSC_PALETTE_HIGH_CONTRAST_DARK,
} PscPaletteKind;
#define PSC_N_PALETTES 4

/* Steps beyond these take a color again, with a pattern over it. */
#define PSC_N_STEP_COLORS 8

typedef struct
{
  double red; /* 0..1, sRGB */
  double green;
  double blue;
} PscColor;

typedef struct
{
  PscPaletteKind kind;
  PscColor       background;
  PscColor       text;
  PscColor       dim_text;
  PscColor       grid;
  PscColor       bracket;
  PscColor       mark;      /* outcomes other than ok, and restarts */
  PscColor       highlight; /* around the task that is selected or pointed at */
  PscColor       hatch;     /* over the bar of a task that is not ok */
  PscColor       dots;      /* over the color of a step that takes it again */
  PscColor       task;      /* a whole task, where its steps are not shown */
  PscColor       steps[PSC_N_STEP_COLORS];
  PscColor       parts[PSC_N_PART_KINDS]; /* PSC_PART_STEP: not used */
} PscPalette;

const PscPalette *psc_palette_get            (PscPaletteKind    kind);
PscPaletteKind    psc_palette_kind_for       (gboolean          dark,
                                              gboolean          high_contrast);
const PscColor   *psc_palette_get_step_color (const PscPalette *self,
                                              guint             step);
gboolean          psc_palette_step_has_pattern (guint           step);

G_END_DECLS
