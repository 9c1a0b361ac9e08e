/* psc-frame.h: a 32-bit length and one GVariant, through a pipe
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sixteen steps may bring 64 KiB a stream each. */
#define PSC_FRAME_LIMIT (4 << 20)

/* Takes bytes out of a descriptor and messages out of the bytes. */
typedef struct _PscFrameReader PscFrameReader;

void            psc_frame_catch_broken_pipes (void);

PscFrameReader *psc_frame_reader_new  (int                  fd)
                                       G_GNUC_WARN_UNUSED_RESULT;
void            psc_frame_reader_free (PscFrameReader      *self);
gboolean        psc_frame_reader_fill (PscFrameReader      *self,
                                       GError             **error);
gboolean        psc_frame_reader_next (PscFrameReader      *self,
                                       const GVariantType  *type,
                                       GVariant           **message,
                                       GError             **error);
guint           psc_frame_reader_get_n_beats (PscFrameReader *self);
void            psc_frame_write_beat  (int                  fd);
gboolean        psc_frame_write       (int                  fd,
                                       GVariant            *message,
                                       int                  interrupt_fd,
                                       GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscFrameReader, psc_frame_reader_free)

G_END_DECLS
