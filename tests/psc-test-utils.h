/* psc-test-utils.h: temporary files, bounded waits, real runs
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sys/types.h>

#include "psc-pool.h"
#include "psc-test-process.h"

G_BEGIN_DECLS

/* No wait of a test is longer than this. */
#define PSC_TEST_DEADLINE_MS 20000

/* Iterates the default main context until @condition holds, and fails the
 * test when it does not within the deadline. */
#define psc_test_wait_until(condition)                                      \
  G_STMT_START {                                                            \
    gint64 psc_test_end = g_get_monotonic_time () +                         \
                          PSC_TEST_DEADLINE_MS * 1000;                      \
    guint psc_test_tick = psc_test_start_tick ();                           \
    while (!(condition) && g_get_monotonic_time () < psc_test_end)          \
      g_main_context_iteration (NULL, TRUE);                                \
    g_source_remove (psc_test_tick);                                        \
    if (!(condition))                                                       \
      psc_test_dump_processes (#condition);                                 \
    g_assert_true (condition);                                              \
  } G_STMT_END

guint       psc_test_start_tick     (void);
char       *psc_test_make_directory (const char * const *entries)
                                     G_GNUC_WARN_UNUSED_RESULT;
void        psc_test_remove_directory (const char       *path);
void        psc_test_result_cb      (GObject            *object,
                                     GAsyncResult       *result,
                                     gpointer            user_data);
GStrv       psc_test_make_program   (const char         *directory,
                                     const char         *name,
                                     const char         *script);
PscListing *psc_test_list           (const char         *directory)
                                     G_GNUC_WARN_UNUSED_RESULT;
gboolean    psc_test_execute        (PscRun             *run,
                                     GCancellable       *cancellable,
                                     GError            **error);
void        psc_test_check_run      (PscRun             *run);
guint       psc_test_count_children (void);
guint       psc_test_count_files    (void);
gint64      psc_test_get_memory_kib (void);
gboolean    psc_test_is_alive       (pid_t               pid);
pid_t       psc_test_wait_for_pid   (const char         *directory,
                                     const char         *name);

G_END_DECLS
