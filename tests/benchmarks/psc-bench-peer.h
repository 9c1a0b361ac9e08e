/* psc-bench-peer.h: a program in another language to be compared with
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A Python script that answers each line with seconds.  It is kept running,
 * so that its own start is in no measurement. */
typedef struct _PscBenchPeer PscBenchPeer;

PscBenchPeer *psc_bench_peer_start   (const char   *script,
                                      const char   *module);
double        psc_bench_peer_measure (PscBenchPeer *self,
                                      const char   *line);
void          psc_bench_peer_stop    (PscBenchPeer *self);
double        psc_bench_get_median   (const double *values,
                                      guint         n_values);

G_END_DECLS
