/* psc-process-tree.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-process-tree"

#include "config.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "psc-process-tree.h"

/* In what /proc tells of a process, counted from 1. */
#define FIELD_OF_STATE 3
#define FIELD_OF_START 22

/* A step is not the leader of a process group: to make it one in the child
 * would cost the fast way of starting it.  What it started is therefore found
 * by asking the kernel.  Members are held by pidfd, so that a number that is
 * given to another process meanwhile cannot be hit. */
typedef struct
{
  pid_t pid;
  int   pidfd;
} Member;

struct _PscProcessTree
{
  GArray *members; /* Member */
};

static void
member_clear (gpointer data)
{
  Member *member = data;

  close (member->pidfd);
}

static gboolean
has_member (PscProcessTree *self,
            pid_t           pid)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      if (g_array_index (self->members, Member, i).pid == pid)
        return TRUE;
    }

  return FALSE;
}

static void
add_member (PscProcessTree *self,
            pid_t           pid)
{
  Member member = { pid, -1 };

  if (has_member (self, pid))
    return;

  member.pidfd = pidfd_open (pid, 0);
  if (member.pidfd >= 0)
    g_array_append_val (self->members, member);
}

/* Asks whether a process that is held has not exited. */
static gboolean
is_alive (int pidfd)
{
  struct pollfd exit = { pidfd, POLLIN, 0 };

  return poll (&exit, 1, 0) == 0;
}

static void
add_children (PscProcessTree *self,
              Member          parent)
{
  g_autofree char *tasks = g_strdup_printf ("/proc/%d/task",
                                            (int) parent.pid);
  g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
  const char *thread;

  while (dir != NULL && (thread = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (tasks, thread, "children",
                                                NULL);
      g_autofree char *text = NULL;
      const char *next;

      /* Who is alive now was so when its children were read: they are not
       * those of another process that has got its number. */
      if (!g_file_get_contents (path, &text, NULL, NULL) ||
          !is_alive (parent.pidfd))
        continue;

      for (next = text; *next != '\0';)
        {
          char *end;
          long child = strtol (next, &end, 10);

          if (end == next)
            break;
          add_member (self, (pid_t) child);
          next = end;
        }
    }
}

/* Members that are appended on the way are visited, too. */
static void
gather (PscProcessTree *self)
{
  for (guint i = 0; i < self->members->len; i++)
    add_children (self, g_array_index (self->members, Member, i));
}

/**
 * psc_process_tree_new:
 *
 * Finds @root and all that descends from it at this moment.
 */
PscProcessTree *
psc_process_tree_new (pid_t root)
{
  PscProcessTree *self = g_new0 (PscProcessTree, 1);

  self->members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (self->members, member_clear);
  add_member (self, root);
  gather (self);

  return self;
}

/**
 * psc_process_tree_free:
 *
 * Forgets the processes; they live on.
 */
void
psc_process_tree_free (PscProcessTree *self)
{
  g_array_unref (self->members);
  g_free (self);
}

/**
 * psc_process_tree_signal:
 *
 * Sends @signal to every process of the tree that is still there, and to
 * those that it has started since.
 */
void
psc_process_tree_signal (PscProcessTree *self,
                         int             signal)
{
  gather (self);
  for (guint i = 0; i < self->members->len; i++)
    pidfd_send_signal (g_array_index (self->members, Member, i).pidfd, signal,
                       NULL, 0);
}

/* The fields that /proc tells of a process, from its state on: a name is before
 * them, which may hold anything. */
static char *
dup_fields (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int) pid);
  g_autofree char *text = NULL;
  const char *name_end;

  if (!g_file_get_contents (path, &text, NULL, NULL) ||
      (name_end = strrchr (text, ')')) == NULL)
    return NULL;

  return g_strchug (g_strdup (name_end + 1));
}

/**
 * psc_process_is_paused:
 *
 * Whether a process has been stopped, as by SIGSTOP.
 */
gboolean
psc_process_is_paused (pid_t pid)
{
  g_autofree char *fields = dup_fields (pid);

  return fields != NULL && g_ascii_tolower (fields[0]) == 't';
}

/**
 * psc_process_get_start:
 *
 * When a process was started, in ticks of the system; 0 where that is not
 * known.
 */
guint64
psc_process_get_start (pid_t pid)
{
  g_autofree char *fields = dup_fields (pid);
  const char *at = fields;

  for (guint i = FIELD_OF_STATE; i < FIELD_OF_START && at != NULL; i++)
    {
      at = strchr (at, ' ');
      if (at != NULL)
        at++;
    }

  return at != NULL ? g_ascii_strtoull (at, NULL, 10) : 0;
}
