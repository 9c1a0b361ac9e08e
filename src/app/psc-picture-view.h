/* psc-picture-view.h: a picture, spots of which are pointed at and chosen
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "psc-palette.h"
#include "psc-scene.h"

G_BEGIN_DECLS

#define PSC_TYPE_PICTURE_VIEW (psc_picture_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (PscPictureView, psc_picture_view, PSC, PICTURE_VIEW,
                          GtkWidget)

/* Spots have the numbers that the subclass gives them, from 0 on. */
#define PSC_NO_SPOT (-1)

/* Makes the picture anew, with the widget's font; it may be %NULL. */
typedef gpointer (*PscPictureMaker) (PangoContext *context,
                                     gpointer      data);

/* Where a picture is handed over, there is one.  Signal:
 *   "picked"  another spot, or none, has been chosen by key or pointer
 */
struct _PscPictureViewClass
{
  GtkWidgetClass parent_class;

  void        (*free_picture) (gpointer          picture);
  void        (*set_size)     (gpointer          picture,
                               int               width,
                               int               height);

  /* What it is called, with or without a picture, and what it shows. */
  const char *(*get_title)    (PscPictureView   *self);
  char       *(*dup_summary)  (PscPictureView   *self);
  void        (*paint)        (PscPictureView   *self,
                               cairo_t          *cr,
                               const PscPalette *palette);

  /* The text is %NULL when there is no such spot any more. */
  int         (*pick)         (PscPictureView   *self,
                               double            x,
                               double            y);
  char       *(*dup_text)     (PscPictureView   *self,
                               int               spot);

  /* May be missing: where a spot is, the pointer above it, whether a drag that
   * begins there is the picture's own, and what that does. */
  void        (*get_area)     (PscPictureView   *self,
                               int               spot,
                               PscRect          *area);
  const char *(*get_cursor)   (PscPictureView   *self,
                               int               spot);
  gboolean    (*can_drag)     (PscPictureView   *self,
                               int               spot);
  void        (*drag)         (PscPictureView   *self,
                               int               spot,
                               double            x,
                               double            y);
};

void     psc_picture_view_set_maker    (PscPictureView  *self,
                                        PscPictureMaker  maker,
                                        gpointer         data);
void     psc_picture_view_update       (PscPictureView  *self);
gpointer psc_picture_view_get_picture  (PscPictureView  *self);
int      psc_picture_view_get_hovered  (PscPictureView  *self);
int      psc_picture_view_get_selected (PscPictureView  *self);
void     psc_picture_view_set_selected (PscPictureView  *self,
                                        int              spot);
void     psc_picture_view_pick         (PscPictureView  *self,
                                        int              spot);

G_END_DECLS
