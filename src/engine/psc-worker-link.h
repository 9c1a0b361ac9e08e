/* psc-worker-link.h: the pool's end of one worker process
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A worker process, the private pipes to it, and what it wrote to its
 * standard error.  Belongs to one thread. */
typedef struct _PscWorkerLink PscWorkerLink;

/* A worker that should answer is silent since then, perhaps since it is
 * stopped; with PSC_NEVER, it is heard again. */
typedef void (*PscWorkerLinkSilence) (gint64   since_ns,
                                      gboolean is_stopped,
                                      gpointer user_data);

PscWorkerLink *psc_worker_link_new        (const char * const  *argv,
                                           int                  interrupt_fd,
                                           const char          *mark,
                                           GError             **error)
                                           G_GNUC_WARN_UNUSED_RESULT;
void           psc_worker_link_free       (PscWorkerLink       *self);
void           psc_worker_link_watch_silence (PscWorkerLink *self,
                                           PscWorkerLinkSilence silence,
                                           gpointer             user_data);
gboolean       psc_worker_link_send       (PscWorkerLink       *self,
                                           GVariant            *message,
                                           GError             **error);
gboolean       psc_worker_link_has_read   (PscWorkerLink       *self);
GVariant      *psc_worker_link_receive    (PscWorkerLink       *self,
                                           const GVariantType  *type,
                                           gint64               deadline_ns,
                                           GError             **error)
                                           G_GNUC_WARN_UNUSED_RESULT;
gboolean       psc_worker_link_receive_sign (PscWorkerLink  *self,
                                           gint64               deadline_ns,
                                           GError             **error);
void           psc_worker_link_end        (PscWorkerLink       *self,
                                           gboolean             clean);
gboolean       psc_worker_link_is_stopped (PscWorkerLink       *self);
int            psc_worker_link_get_pidfd  (PscWorkerLink       *self);
int            psc_worker_link_get_exit_code (PscWorkerLink    *self);
int            psc_worker_link_get_signal (PscWorkerLink       *self);
const char    *psc_worker_link_get_messages (PscWorkerLink     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscWorkerLink, psc_worker_link_free)

G_END_DECLS
