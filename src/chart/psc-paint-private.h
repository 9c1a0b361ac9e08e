/* psc-paint-private.h: what the files of the painting share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-paint.h"
#include "psc-scene-private.h"

G_BEGIN_DECLS

/* What a stretch is filled with: a color, and lines over it that tell it from
 * others without color. */
typedef enum
{
  PSC_PATTERN_NONE,
  PSC_PATTERN_RISING,
  PSC_PATTERN_FALLING,
  PSC_PATTERN_CROSSED,
  PSC_PATTERN_DOTTED,
} PscPattern;

/* What is lit, and the colors of that and of everything else.  Where nothing is
 * lit these are the same. */
typedef struct
{
  guint             part; /* psc_part_id(), or PSC_NO_PART */
  const PscPalette *lit;
  const PscPalette *others;
} PscLight;

/* The columns of a lane, as an image: where a million tasks share a thousand
 * pixels, these are written much faster than any path is filled. */
typedef struct _PscStrip PscStrip;

PscStrip *_psc_strip_new   (PscScene         *scene,
                            guint             lane,
                            const PscLight   *light);
void      _psc_strip_free  (PscStrip         *self);
void      _psc_strip_add   (PscStrip         *self,
                            const PscItem    *column);
void      _psc_strip_paint (PscStrip         *self,
                            cairo_t          *cr);

/**
 * _psc_light_get_palette:
 *
 * The colors of a part.
 */
static inline const PscPalette *
_psc_light_get_palette (const PscLight *self,
                        guint           part)
{
  return part == self->part ? self->lit : self->others;
}

void _psc_palette_merge     (const PscPalette *self,
                             PscPalette       *merged);
void _psc_palette_fade      (const PscPalette *self,
                             PscPalette       *faded);
void _psc_palette_light     (const PscPalette *self,
                             PscPalette       *lit);

void _psc_glyph_add         (cairo_t          *cr,
                             PscOutcome        outcome,
                             double            x,
                             double            y,
                             double            size);

void _psc_paint_set_color   (cairo_t          *cr,
                             const PscColor   *color,
                             double            alpha);
void _psc_paint_set_pattern (cairo_t          *cr,
                             PscPattern        pattern,
                             const PscColor   *color);
void _psc_paint_fill_part   (cairo_t          *cr,
                             const PscPalette *palette,
                             PscPartKind       part);
void _psc_paint_fill_lit    (cairo_t          *cr,
                             const PscPalette *palette,
                             PscPartKind       part);
void _psc_paint_fill_step   (cairo_t          *cr,
                             const PscPalette *palette,
                             guint             step);
void _psc_paint_hand        (cairo_t          *cr,
                             const PscPalette *palette,
                             PscOrientation    orientation,
                             const PscRect    *rect);
void _psc_paint_axis        (cairo_t          *cr,
                             PscScene         *scene,
                             const PscPalette *palette);
void _psc_paint_labels      (cairo_t          *cr,
                             PscScene         *scene,
                             const PscPalette *palette);
void _psc_paint_caption     (cairo_t          *cr,
                             PscScene         *scene,
                             const PscPalette *palette);
void _psc_paint_legend      (cairo_t          *cr,
                             PscScene         *scene,
                             const PscPalette *palette);
void _psc_paint_silences    (cairo_t          *cr,
                             PscScene         *scene,
                             const PscPalette *palette,
                             guint             lane);
void _psc_paint_workers     (cairo_t          *cr,
                             PscScene         *scene,
                             const PscPalette *palette,
                             guint             lane);
void _psc_paint_lanes       (cairo_t          *cr,
                             PscScene         *scene,
                             const PscLight   *light);

G_END_DECLS
