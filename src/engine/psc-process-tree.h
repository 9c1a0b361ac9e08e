/* psc-process-tree.h: a process and what it started
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

typedef struct _PscProcessTree PscProcessTree;

PscProcessTree *psc_process_tree_new    (pid_t           root)
                                         G_GNUC_WARN_UNUSED_RESULT;
void            psc_process_tree_free   (PscProcessTree *self);
void            psc_process_tree_signal (PscProcessTree *self,
                                         int             signal);

gboolean        psc_process_is_paused   (pid_t           pid);
guint64         psc_process_get_start   (pid_t           pid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscProcessTree, psc_process_tree_free)

G_END_DECLS
