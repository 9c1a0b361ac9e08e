/* psc-palette.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-palette"

#include "config.h"

#include "psc-paint-private.h"

#define RGB(hex) { (((hex) >> 16) & 0xff) / 255., \
                   (((hex) >> 8) & 0xff) / 255.,  \
                   ((hex) & 0xff) / 255. }

/* How much of the background a color takes on that is not lit, and how much of
 * the highlight's color a quiet one that is. */
#define FADE     .8
#define EMPHASIS .5

/* Each step's color keeps 3:1 to the background, and neighbors can be told
 * apart by people who see no red or no green. */
static const PscPalette palettes[PSC_N_PALETTES] = {
  {
    .kind = PSC_PALETTE_LIGHT,
    .background = RGB (0xffffff),
    .text = RGB (0x241f31),
    .dim_text = RGB (0x6b6a70),
    .grid = RGB (0xdfdedc),
    .bracket = RGB (0x8a888f),
    .mark = RGB (0xa51d2d),
    .highlight = RGB (0x241f31),
    .hatch = RGB (0xffffff),
    .dots = RGB (0xffffff),
    .task = RGB (0x56628f),
    .steps = {
      RGB (0x3584e4), RGB (0xbf7a00), RGB (0x1f8f5a), RGB (0x005f66),
      RGB (0x9a6a3a), RGB (0x6f6c75), RGB (0x813d9c), RGB (0xdd5b74),
    },
    .parts = {
      [PSC_PART_START] = RGB (0x8a888f),
      [PSC_PART_INSIDE] = RGB (0xb5b3ba),
      [PSC_PART_HANDOVER] = RGB (0xd2d0cd),
      [PSC_PART_RESTART] = RGB (0xa2734c),
      [PSC_PART_DOWN] = RGB (0x77767b),
      [PSC_PART_TAIL] = RGB (0xc0bfbc),
    },
  },
  {
    .kind = PSC_PALETTE_DARK,
    .background = RGB (0x1e1e1e),
    .text = RGB (0xffffff),
    .dim_text = RGB (0xb0afac),
    .grid = RGB (0x4c4c4c),
    .bracket = RGB (0x9a9996),
    .mark = RGB (0xff8f85),
    .highlight = RGB (0xffffff),
    .hatch = RGB (0x1e1e1e),
    .dots = RGB (0x1e1e1e),
    .task = RGB (0x9fabdb),
    .steps = {
      RGB (0x62a0ea), RGB (0xf5c211), RGB (0x33c481), RGB (0x3fc9d4),
      RGB (0xc9a27c), RGB (0xe0dde4), RGB (0xc78be0), RGB (0xff8a70),
    },
    .parts = {
      [PSC_PART_START] = RGB (0x8f8d94),
      [PSC_PART_INSIDE] = RGB (0x7f7d84),
      [PSC_PART_HANDOVER] = RGB (0x57555b),
      [PSC_PART_RESTART] = RGB (0xb5835a),
      [PSC_PART_DOWN] = RGB (0x9a9996),
      [PSC_PART_TAIL] = RGB (0x6c6a72),
    },
  },
  {
    .kind = PSC_PALETTE_HIGH_CONTRAST_LIGHT,
    .background = RGB (0xffffff),
    .text = RGB (0x000000),
    .dim_text = RGB (0x2e2c33),
    .grid = RGB (0xa8a6ac),
    .bracket = RGB (0x000000),
    .mark = RGB (0x000000),
    .highlight = RGB (0x000000),
    .hatch = RGB (0xffffff),
    .dots = RGB (0xffffff),
    .task = RGB (0x26305c),
    .steps = {
      RGB (0x1a5fb4), RGB (0x8f5600), RGB (0x0f7a4a), RGB (0x00474f),
      RGB (0x7a4a1f), RGB (0x4a484f), RGB (0x613583), RGB (0xc0274f),
    },
    .parts = {
      [PSC_PART_START] = RGB (0x3d3846),
      [PSC_PART_INSIDE] = RGB (0x77767b),
      [PSC_PART_HANDOVER] = RGB (0x8a888f),
      [PSC_PART_RESTART] = RGB (0x63452c),
      [PSC_PART_DOWN] = RGB (0x000000),
      [PSC_PART_TAIL] = RGB (0x77767b),
    },
  },
  {
    .kind = PSC_PALETTE_HIGH_CONTRAST_DARK,
    .background = RGB (0x000000),
    .text = RGB (0xffffff),
    .dim_text = RGB (0xe8e6e3),
    .grid = RGB (0x5e5c64),
    .bracket = RGB (0xffffff),
    .mark = RGB (0xffffff),
    .highlight = RGB (0xffffff),
    .hatch = RGB (0x000000),
    .dots = RGB (0x000000),
    .task = RGB (0xb9c4ff),
    .steps = {
      RGB (0x8fc2ff), RGB (0xffd84a), RGB (0x57e3a0), RGB (0x35c5e0),
      RGB (0xe0b88c), RGB (0xa8a6ac), RGB (0xe0a8ff), RGB (0xffa48f),
    },
    .parts = {
      [PSC_PART_START] = RGB (0xdeddda),
      [PSC_PART_INSIDE] = RGB (0x9a9996),
      [PSC_PART_HANDOVER] = RGB (0x77767b),
      [PSC_PART_RESTART] = RGB (0xcdab8f),
      [PSC_PART_DOWN] = RGB (0xffffff),
      [PSC_PART_TAIL] = RGB (0x9a9996),
    },
  },
};

/**
 * psc_palette_get:
 *
 * Returns: (transfer none): one of the palettes
 */
const PscPalette *
psc_palette_get (PscPaletteKind kind)
{
  g_return_val_if_fail (kind < PSC_N_PALETTES, &palettes[0]);

  return &palettes[kind];
}

/**
 * psc_palette_kind_for:
 *
 * Which palette suits a style of the desktop.
 */
PscPaletteKind
psc_palette_kind_for (gboolean dark,
                      gboolean high_contrast)
{
  if (high_contrast)
    return dark ? PSC_PALETTE_HIGH_CONTRAST_DARK
                : PSC_PALETTE_HIGH_CONTRAST_LIGHT;

  return dark ? PSC_PALETTE_DARK : PSC_PALETTE_LIGHT;
}

/**
 * psc_palette_get_step_color:
 *
 * Returns: (transfer none): the color of a step
 */
const PscColor *
psc_palette_get_step_color (const PscPalette *self,
                            guint             step)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->steps[step % PSC_N_STEP_COLORS];
}

/**
 * psc_palette_step_has_pattern:
 *
 * Whether a step shares its color with an earlier one and is told apart from
 * it by a pattern.
 */
gboolean
psc_palette_step_has_pattern (guint step)
{
  return step >= PSC_N_STEP_COLORS;
}

static void
mix (PscColor       *color,
     const PscColor *other,
     double          share)
{
  color->red += (other->red - color->red) * share;
  color->green += (other->green - color->green) * share;
  color->blue += (other->blue - color->blue) * share;
}

/**
 * _psc_palette_merge:
 * @merged: (out caller-allocates): the same colors, with one for all that is
 *   in a task
 *
 * Makes the palette of tasks whose steps are not told apart.
 */
void
_psc_palette_merge (const PscPalette *self,
                    PscPalette       *merged)
{
  *merged = *self;
  merged->dots = self->task;
  merged->parts[PSC_PART_INSIDE] = self->task;
  for (guint i = 0; i < PSC_N_STEP_COLORS; i++)
    merged->steps[i] = self->task;
}

/**
 * _psc_palette_fade:
 * @faded: (out caller-allocates): the same colors, near to the background
 *
 * Makes the palette of what is not lit.
 */
void
_psc_palette_fade (const PscPalette *self,
                   PscPalette       *faded)
{
  PscColor *colors[] = { &faded->bracket, &faded->mark, &faded->text,
                         &faded->dim_text };

  *faded = *self;
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    mix (colors[i], &self->background, FADE);
  mix (&faded->task, &self->background, FADE);
  for (guint i = 0; i < PSC_N_STEP_COLORS; i++)
    mix (&faded->steps[i], &self->background, FADE);
  for (guint i = 0; i < PSC_N_PART_KINDS; i++)
    mix (&faded->parts[i], &self->background, FADE);
}

/**
 * _psc_palette_light:
 * @lit: (out caller-allocates): the same colors, with those of the parts that
 *   are meant to be quiet away from the background
 *
 * Makes the palette of what is lit.
 */
void
_psc_palette_light (const PscPalette *self,
                    PscPalette       *lit)
{
  *lit = *self;
  for (guint i = 0; i < PSC_N_PART_KINDS; i++)
    mix (&lit->parts[i], &self->highlight, EMPHASIS);
}
