import { sharedPlatform } from './place';
import { testCellsOn } from './suite';

testCellsOn('managed', sharedPlatform);
