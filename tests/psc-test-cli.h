/* psc-test-cli.h: poolscope-cli as a program, seen from outside
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "psc-test-utils.h"

G_BEGIN_DECLS

/* A poolscope-cli that was started. */
typedef struct
{
  GSubprocess  *subprocess;
  char         *mark;   /* in the environment of it and of all it starts */
  int           pid;    /* 0: it had ended before it could be read */
  GAsyncResult *result; /* (nullable): set once it has ended */
  char         *out;    /* what it wrote, once it has been waited for */
  gsize         out_length;
  char         *err;
  int           status; /* its exit status, or -n when signal n ended it */
} PscTestCli;

/* Starts the program with these arguments. */
#define psc_test_cli_start(...) \
  psc_test_cli_start_full (NULL, NULL, \
                           (const char * const[]) { __VA_ARGS__, NULL })

/* Runs the program with these arguments to its end. */
#define psc_test_cli_run(...) psc_test_cli_wait (psc_test_cli_start (__VA_ARGS__))

GSubprocessLauncher *psc_test_cli_launcher_new (void)
                                     G_GNUC_WARN_UNUSED_RESULT;
PscTestCli *psc_test_cli_start_full (GSubprocessLauncher *launcher,
                                     const char * const  *wrapper,
                                     const char * const  *arguments)
                                     G_GNUC_WARN_UNUSED_RESULT;
PscTestCli *psc_test_cli_wait       (PscTestCli          *self);
void        psc_test_cli_free       (PscTestCli          *self);
guint       psc_test_cli_count_processes (PscTestCli     *self);
JsonNode   *psc_test_cli_parse      (PscTestCli          *self)
                                     G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *psc_test_cli_load       (const char          *path)
                                     G_GNUC_WARN_UNUSED_RESULT;

/* Fails with what the program said when its exit status is another one. */
#define psc_test_cli_assert_status(self, expected)                          \
  G_STMT_START {                                                            \
    if ((self)->status != (expected))                                       \
      g_test_message ("standard error: %s", (self)->err);                   \
    g_assert_cmpint ((self)->status, ==, (expected));                       \
  } G_STMT_END

#define psc_test_cli_assert_says(self, text)                                \
  G_STMT_START {                                                            \
    if (strstr ((self)->err, (text)) == NULL)                               \
      g_test_message ("“%s” is not in: %s", (text), (self)->err);           \
    g_assert_nonnull (strstr ((self)->err, (text)));                        \
  } G_STMT_END

/* The run document. */
JsonObject *psc_test_document_get_task (JsonNode         *document,
                                     guint                index);
JsonObject *psc_test_document_find_task (JsonNode        *document,
                                     const char          *name);
JsonObject *psc_test_document_get_step (JsonObject       *task,
                                     guint                index);
gint64      psc_test_document_count (JsonNode            *document,
                                     const char          *outcome);
void        psc_test_document_check (JsonNode            *document);
void        psc_test_document_check_chunks (JsonNode     *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscTestCli, psc_test_cli_free)

G_END_DECLS
