export {
  migrateDatabase,
  prepareDatabase,
  type DatabaseUrls,
  type RolePasswords,
} from '@case-consultation/database';
