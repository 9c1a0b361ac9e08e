/* psc-text-private.h: the chart's few kinds of text
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

typedef enum
{
  PSC_TEXT_TITLE, /* bold */
  PSC_TEXT_BODY,
  PSC_TEXT_SMALL,
} PscTextStyle;
#define PSC_N_TEXT_STYLES 3

/* Where the point that is given lies in the text. */
typedef enum
{
  PSC_ALIGN_BEGIN,
  PSC_ALIGN_CENTER,
  PSC_ALIGN_END,
} PscAlign;

/* One layout, set anew for each piece of text. */
typedef struct _PscText PscText;

PscText *_psc_text_new        (PangoContext *context,
                               double        scale);
void     _psc_text_free       (PscText      *self);
int      _psc_text_get_height (PscText      *self,
                               PscTextStyle  style);
void     _psc_text_measure    (PscText      *self,
                               PscTextStyle  style,
                               const char   *text,
                               int           wrap_width,
                               int          *width,
                               int          *height);
void     _psc_text_paint      (PscText      *self,
                               cairo_t      *cr,
                               PscTextStyle  style,
                               const char   *text,
                               int           wrap_width,
                               PscAlign      align,
                               double        x,
                               double        y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscText, _psc_text_free)

G_END_DECLS
