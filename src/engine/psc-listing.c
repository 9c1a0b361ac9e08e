/* psc-listing.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-listing"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

#include "psc-error.h"
#include "psc-listing.h"

struct _PscListing
{
  gatomicrefcount  ref_count;
  char            *directory; /* absolute, in the file system's encoding */
  GStringChunk    *arena;     /* holds every name */
  GPtrArray       *names;     /* borrowed from the arena */
  guint            n_unread;
  guint            n_left_out;
  guint           *n_found; /* borrowed, and only while it is being read */
};

G_DEFINE_BOXED_TYPE (PscListing, psc_listing, psc_listing_ref,
                     psc_listing_unref)

typedef struct
{
  char            *directory;
  PscListingFlags  flags;
  guint            limit;
  guint           *n_found; /* borrowed from the caller */
} ReadData;

static void
read_data_free (ReadData *data)
{
  g_free (data->directory);
  g_free (data);
}

static PscListing *
listing_new (const char *directory)
{
  PscListing *self = g_new0 (PscListing, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->directory = g_canonicalize_filename (directory, NULL);
  self->arena = g_string_chunk_new (1 << 16);
  self->names = g_ptr_array_new ();

  return self;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Says in the user's words why the directory itself cannot be listed. */
static void
set_error_for_cause (GError       **error,
                     const char    *directory,
                     const GError  *cause)
{
  g_autofree char *shown = g_filename_display_name (directory);

  switch (cause->code)
    {
    case G_FILE_ERROR_NOENT:
      g_set_error (error, PSC_ERROR, PSC_ERROR_NOT_FOUND,
                   _("There is no directory “%s”. Choose another one."),
                   shown);
      break;

    case G_FILE_ERROR_NOTDIR:
      g_set_error (error, PSC_ERROR, PSC_ERROR_NOT_DIRECTORY,
                   _("“%s” is a file, not a directory. "
                     "Choose the directory that holds it."),
                   shown);
      break;

    case G_FILE_ERROR_ACCES:
      g_set_error (error, PSC_ERROR, PSC_ERROR_NO_PERMISSION,
                   _("You have no permission to list “%s”. "
                     "Choose another directory, or ask its owner."),
                   shown);
      break;

    default:
      g_set_error (error, PSC_ERROR, PSC_ERROR_READ,
                   _("“%s” could not be read: %s"), shown, cause->message);
      break;
    }
}

static void
add_name (PscListing *self,
          const char *name)
{
  g_ptr_array_add (self->names, g_string_chunk_insert (self->arena, name));
  if (self->n_found != NULL)
    g_atomic_int_inc (self->n_found);
}

/* Appends the entries of one directory, and of those below it.  A link to a
 * directory is an entry but is not followed, so that a cycle cannot trap us. */
static gboolean
read_directory (PscListing       *self,
                const char       *relative,
                PscListingFlags   flags,
                GCancellable     *cancellable,
                GError          **error)
{
  g_autofree char *path =
    relative == NULL ? g_strdup (self->directory)
                     : g_build_filename (self->directory, relative, NULL);
  g_autoptr (GPtrArray) below = NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  dir = g_dir_open (path, 0, &cause);
  if (dir == NULL)
    {
      if (relative == NULL)
        {
          set_error_for_cause (error, path, cause);
          return FALSE;
        }

      /* The directory itself stands in the list; that its contents do not is
       * counted and said. */
      self->n_unread++;
      return TRUE;
    }

  below = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *entry = NULL;

      if (name[0] == '.' && !(flags & PSC_LISTING_HIDDEN))
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      entry = relative == NULL ? g_strdup (name)
                               : g_build_filename (relative, name, NULL);
      add_name (self, entry);

      if (flags & PSC_LISTING_RECURSIVE)
        {
          g_autofree char *full = g_build_filename (path, name, NULL);
          struct stat info;

          if (lstat (full, &info) == 0 && S_ISDIR (info.st_mode))
            g_ptr_array_add (below, g_steal_pointer (&entry));
        }
    }

  /* The handle is closed first: depth must not cost descriptors. */
  g_clear_pointer (&dir, g_dir_close);

  for (guint i = 0; i < below->len; i++)
    {
      if (!read_directory (self, g_ptr_array_index (below, i), flags,
                           cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static PscListing *
read_listing (const char       *directory,
              PscListingFlags   flags,
              guint             limit,
              guint            *n_found,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autoptr (PscListing) self = listing_new (directory);

  self->n_found = n_found;
  if (!read_directory (self, NULL, flags, cancellable, error))
    return NULL;
  self->n_found = NULL;

  if (self->names->len == 0)
    {
      g_autofree char *shown = g_filename_display_name (self->directory);

      if (flags & PSC_LISTING_HIDDEN)
        g_set_error (error, PSC_ERROR, PSC_ERROR_EMPTY,
                     _("“%s” is empty. Choose a directory with files."),
                     shown);
      else
        g_set_error (error, PSC_ERROR, PSC_ERROR_EMPTY,
                     _("“%s” has no entries, or hidden ones only. "
                       "Choose a directory with files, or include hidden "
                       "files."),
                     shown);
      return NULL;
    }

  g_ptr_array_sort (self->names, compare_names);
  if (limit > 0 && self->names->len > limit)
    {
      self->n_left_out = self->names->len - limit;
      g_ptr_array_set_size (self->names, (int) limit);
    }

  return g_steal_pointer (&self);
}

/**
 * psc_listing_read:
 * @directory: its path, absolute or relative to the working directory
 * @limit: how many entries are kept, from the first; 0 for all
 * @error: of domain %PSC_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Reads the entries of a directory: names that do not begin with a dot,
 * subdirectories included, in byte order.  Blocks.
 *
 * Returns: (transfer full) (nullable): the listing; %NULL on error, and an
 *   empty directory is one
 */
PscListing *
psc_listing_read (const char       *directory,
                  PscListingFlags   flags,
                  guint             limit,
                  GCancellable     *cancellable,
                  GError          **error)
{
  g_return_val_if_fail (directory != NULL, NULL);

  return read_listing (directory, flags, limit, NULL, cancellable, error);
}

static void
read_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  ReadData *data = task_data;
  GError *error = NULL;
  PscListing *listing;

  listing = read_listing (data->directory, data->flags, data->limit,
                          data->n_found, cancellable, &error);
  if (listing != NULL)
    g_task_return_pointer (task, listing,
                           (GDestroyNotify) psc_listing_unref);
  else
    g_task_return_error (task, error);
}

/**
 * psc_listing_read_async:
 *
 * @n_found: (nullable): counts the entries found so far, atomically, until
 *   @callback is called
 *
 * Does psc_listing_read() in another thread.
 */
void
psc_listing_read_async (const char          *directory,
                        PscListingFlags      flags,
                        guint                limit,
                        guint               *n_found,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ReadData *data = g_new0 (ReadData, 1);

  g_return_if_fail (directory != NULL);

  data->directory = g_strdup (directory);
  data->flags = flags;
  data->limit = limit;
  data->n_found = n_found;

  g_task_set_source_tag (task, psc_listing_read_async);
  g_task_set_task_data (task, data, (GDestroyNotify) read_data_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * psc_listing_read_finish:
 *
 * Returns: (transfer full) (nullable): what psc_listing_read() returns
 */
PscListing *
psc_listing_read_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * psc_listing_new_for_names:
 * @directory: the directory that @names are relative to
 * @names: the names, in the order in which they are to be run
 *
 * Makes a listing of files that are already known.
 */
PscListing *
psc_listing_new_for_names (const char         *directory,
                           const char * const *names)
{
  PscListing *self = listing_new (directory);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (self->names,
                     g_string_chunk_insert (self->arena, names[i]));

  return self;
}

/**
 * psc_listing_ref:
 *
 * Returns: (transfer full): the same listing
 */
PscListing *
psc_listing_ref (PscListing *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * psc_listing_unref:
 *
 * Drops a reference; the last one frees the listing.
 */
void
psc_listing_unref (PscListing *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->directory);
  g_ptr_array_unref (self->names);
  g_string_chunk_free (self->arena);
  g_free (self);
}

/**
 * psc_listing_get_directory:
 *
 * Returns: (transfer none): the absolute path, in the file system's encoding
 */
const char *
psc_listing_get_directory (PscListing *self)
{
  return self->directory;
}

/**
 * psc_listing_get_n_files:
 *
 * How many entries the listing has.
 */
guint
psc_listing_get_n_files (PscListing *self)
{
  return self->names->len;
}

/**
 * psc_listing_get_name:
 *
 * Returns: (transfer none): the name of entry @index (from 0), relative to
 *   the directory, in the file system's encoding
 */
const char *
psc_listing_get_name (PscListing *self,
                      guint       index)
{
  g_return_val_if_fail (index < self->names->len, NULL);

  return g_ptr_array_index (self->names, index);
}

/**
 * psc_listing_dup_path:
 *
 * Returns: (transfer full): the absolute path of entry @index (from 0)
 */
char *
psc_listing_dup_path (PscListing *self,
                      guint       index)
{
  return g_build_filename (self->directory,
                           psc_listing_get_name (self, index), NULL);
}

/**
 * psc_listing_dup_uri:
 *
 * Returns: (transfer full): the file URI of entry @index (from 0), which
 *   keeps every byte of the name
 */
char *
psc_listing_dup_uri (PscListing *self,
                     guint       index)
{
  g_autofree char *path = psc_listing_dup_path (self, index);

  return g_filename_to_uri (path, NULL, NULL);
}

/**
 * psc_listing_get_n_unread:
 *
 * How many subdirectories could not be read into; they are entries
 * themselves, what they hold is not.
 */
guint
psc_listing_get_n_unread (PscListing *self)
{
  return self->n_unread;
}

/**
 * psc_listing_get_n_left_out:
 *
 * How many entries the limit left out.
 */
guint
psc_listing_get_n_left_out (PscListing *self)
{
  return self->n_left_out;
}
